package io.pergola.lint;

import io.pergola.config.ConfigDir;
import io.pergola.config.Layer;
import io.pergola.config.ReferenceFiles;
import io.pergola.config.Site;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the files of config directories, and tells what a given file is from where it stands. */
final class Targets {

    private static final String YAML = ".yaml";

    private static final Map<String, Layer.Kind> LAYERS = Map.of(
            "os", Layer.Kind.OS,
            "platforms", Layer.Kind.OS,
            "hosts", Layer.Kind.HOST,
            "modes", Layer.Kind.MODE);

    private final Site site;

    Targets(Site site) {
        this.site = site;
    }

    static Layer.Kind kind(String folder) {
        return LAYERS.getOrDefault(folder, Layer.Kind.MODE);
    }

    /** All files of the site. */
    List<Target> all() {
        var found = new LinkedHashMap<Path, Target>();
        @Nullable Path file = site.settings().file();
        if (file != null) {
            found.put(file, new Target.SiteFile(file));
        }
        for (ConfigDir dir : site.dirs()) {
            of(dir).forEach(target -> found.putIfAbsent(target.file(), target));
        }
        return List.copyOf(found.values());
    }

    /** All files of a config directory. */
    static List<Target> of(ConfigDir dir) {
        List<Target> targets = new ArrayList<>();
        Path root = dir.layers();
        if (Files.isRegularFile(root.resolve("config.yaml")) && !dir.shipped()) {
            targets.add(new Target.DirFile(root.resolve("config.yaml")));
        }
        for (Path folder : List.of(root.resolve("tests"), root.resolve("suites"))) {
            list(folder).filter(Targets::isYaml).forEach(file -> targets.add(suite(file, dir)));
        }
        Path own = dir.shipped() ? dir.path().resolve("test-suites") : root.resolve("suites");
        list(own).forEach(folder -> ownDirectory(folder, dir, targets));
        LAYERS.keySet().stream().sorted().forEach(folder -> list(root.resolve(folder))
                .filter(Targets::isYaml)
                .forEach(file -> targets.add(layer(file, folder))));
        list(root.resolve(ReferenceFiles.FOLDER))
                .filter(Targets::isYaml)
                .forEach(file -> targets.add(new Target.ReferencesFile(file)));
        list(root.resolve("series")).filter(Targets::isYaml).forEach(file -> targets.add(new Target.SeriesFile(file)));
        return targets;
    }

    private static void ownDirectory(Path folder, ConfigDir dir, List<Target> targets) {
        if (Files.isRegularFile(folder.resolve("suite.yaml"))) {
            targets.add(suite(folder.resolve("suite.yaml"), dir));
            LAYERS.forEach((name, kind) -> {
                Path file = folder.resolve(name + YAML);
                if (Files.isRegularFile(file)) {
                    targets.add(new Target.LayersFile(file, kind));
                }
            });
        }
    }

    private static Target suite(Path file, ConfigDir dir) {
        String name = file.endsWith("suite.yaml") ? folder(file) : stem(file);
        return new Target.SuiteFile(file, name, dir);
    }

    private static Target layer(Path file, String folder) {
        return new Target.LayerFile(file, new Layer(kind(folder), stem(file)));
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    }

    private static String folder(Path file) {
        Path folder = file.getParent();
        Path name = folder == null ? null : folder.getFileName();
        return name == null ? "" : name.toString();
    }

    private static boolean isYaml(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(YAML) && !name.startsWith(".") && Files.isRegularFile(file);
    }

    private static Stream<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigException(Problem.error("cannot list '" + folder + "': " + e.getMessage()));
        }
    }

    /**
     * What a file, or all files of a config directory, are.
     *
     * @throws ConfigException if there is no such file
     */
    List<Target> given(Path written) {
        Path path = written.toAbsolutePath().normalize();
        if (Files.isDirectory(path)) {
            return of(dir(path));
        }
        if (!Files.exists(path)) {
            throw new ConfigException(Problem.error("there is no file '" + written + "'"));
        }
        return List.of(file(path));
    }

    private Target file(Path file) {
        String name = stem(file);
        String folder = folder(file);
        Path parent = file.resolveSibling("");
        if (file.endsWith("pergola.yaml") || file.endsWith("pavilion.yaml")) {
            return new Target.SiteFile(file);
        }
        if (LAYERS.containsKey(name) && Files.isRegularFile(parent.resolve("suite.yaml"))) {
            return new Target.LayersFile(file, kind(name));
        }
        if (LAYERS.containsKey(folder)) {
            return layer(file, folder);
        }
        if (folder.equals(ReferenceFiles.FOLDER)) {
            return new Target.ReferencesFile(file);
        }
        if (folder.equals("series")) {
            return new Target.SeriesFile(file);
        }
        if (file.endsWith("config.yaml") && !folder.equals("tests") && !folder.equals("suites")) {
            return new Target.DirFile(file);
        }
        Path root = file.endsWith("suite.yaml")
                ? parent.resolve("../..").normalize()
                : parent.resolve("..").normalize();
        return suite(file, dir(root));
    }

    private ConfigDir dir(Path path) {
        return site.dirs().stream()
                .filter(dir -> dir.path().equals(path))
                .findFirst()
                .orElse(new ConfigDir("given", path, site.mainArea(), false));
    }
}
