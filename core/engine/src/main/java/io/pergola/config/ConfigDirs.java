package io.pergola.config;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.yaml.YamlFile;
import io.pergola.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The config directories with their labels and areas. Directories without a working directory of their own share the default
 * one. A run's id names an area, so labels of areas and working directories go together one to one: the area of the directory
 * called {@code main} is {@code main}; if that directory has a working directory of its own, the default one is {@code default}.
 */
final class ConfigDirs {

    private static final String MAIN = "main";
    private static final String DEFAULT = "default";

    private final Surroundings surroundings;
    private final SiteSettings settings;
    private final List<Problem> warnings = new ArrayList<>();
    private final List<Problem> errors = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();
    private List<ConfigDir> dirs = List.of();
    private List<Area> areas = List.of();

    /** A directory on its way: its label and its own working directory are perhaps not known. */
    private static final class Draft {
        private final Path path;
        private final boolean shipped;
        private @Nullable String label;
        private @Nullable Path workingDir;
        private @Nullable String group;

        Draft(Path path, boolean shipped) {
            this.path = path;
            this.shipped = shipped;
        }
    }

    ConfigDirs(Surroundings surroundings, SiteSettings settings) {
        this.surroundings = surroundings;
        this.settings = settings;
    }

    List<ConfigDir> dirs() {
        return dirs;
    }

    List<Area> areas() {
        return areas;
    }

    List<Problem> warnings() {
        return warnings;
    }

    static Optional<Path> fromEnvironment(Surroundings surroundings) {
        return surroundings
                .variable("PERGOLA_CONFIG_DIR")
                .or(() -> surroundings.variable("PAV_CONFIG_DIR"))
                .map(text -> surroundings.path(text, surroundings.currentDir()));
    }

    /** What relative paths in a configuration file start from. */
    static Path base(@Nullable Path file, Surroundings surroundings) {
        return file == null
                ? surroundings.currentDir()
                : file.toAbsolutePath().resolve("..").normalize();
    }

    void find(Setting.Group site) {
        boolean user = site.text("user_config")
                .flatMap(Setting.Text::value)
                .filter(text -> text.equalsIgnoreCase("true"))
                .isPresent();
        Set<Path> paths = new LinkedHashSet<>();
        if (user) {
            homes().stream().filter(Files::isDirectory).forEach(paths::add);
        }
        Path base = base(settings.file(), surroundings);
        site.list("config_dirs")
                .forEach(text -> paths.add(surroundings.path(text.value().orElse(""), base)));
        beside(base).ifPresent(paths::add);
        fromEnvironment(surroundings).ifPresent(paths::add);
        paths.stream().filter(this::usable).forEach(path -> drafts.add(new Draft(path, false)));
        @Nullable Path shipped = surroundings.shipped();
        if (shipped != null) {
            drafts.add(new Draft(shipped, true));
        }
        drafts.forEach(this::readConfig);
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
        label();
        assignAreas();
        warnAboutPython();
    }

    private List<Path> homes() {
        return List.of(
                surroundings.home().resolve(".pergola"), surroundings.home().resolve(".pavilion"));
    }

    /** A configuration file with suites beside it speaks of them, even if it does not list its own directory. */
    private Optional<Path> beside(Path base) {
        boolean suites = Files.isDirectory(base.resolve("tests")) || Files.isDirectory(base.resolve("suites"));
        boolean named = settings.file() != null && !homes().contains(base);
        return Optional.of(base).filter(path -> suites && named);
    }

    private boolean usable(Path path) {
        String reason = !Files.exists(path)
                ? "there is no such directory"
                : !Files.isDirectory(path)
                        ? "it is not a directory"
                        : Files.isReadable(path) ? "" : "permission denied";
        if (!reason.isEmpty()) {
            warnings.add(Problem.warning("the config directory '" + path + "' is left out: " + reason)
                    .help("Make it, or take it out of config_dirs"));
        }
        return reason.isEmpty();
    }

    private void readConfig(Draft draft) {
        Path file = draft.path.resolve("config.yaml");
        if (draft.shipped || !Files.exists(file)) {
            return;
        }
        YamlFile yaml = YamlReader.read(file);
        errors.addAll(yaml.problems());
        if (yaml.broken() || yaml.node() == null) {
            return;
        }
        Setting.Group group = SiteLoader.table(SiteKeys.directory(), yaml.node(), errors);
        group.text("label").ifPresent(label -> setLabel(draft, label));
        draft.workingDir = group.text("working_dir")
                .flatMap(Setting.Text::value)
                .map(text -> surroundings.path(text, draft.path))
                .orElse(null);
        draft.group = group.text("group").flatMap(Setting.Text::value).orElse(null);
    }

    private void setLabel(Draft draft, Setting.Text label) {
        String text = label.value().orElse("");
        if (text.matches("[a-z]+")) {
            draft.label = text;
        } else {
            errors.add(label.mark(
                    Problem.error("label: expected lower-case letters only, but this is '" + text + "'"), 0));
        }
    }

    /** Given labels first, in order; then {@code main} for the first without one; the rest are numbered. */
    private void label() {
        Set<String> taken = new LinkedHashSet<>(Set.of(DEFAULT));
        for (Draft draft : drafts) {
            if (draft.label == null && homes().contains(draft.path)) {
                draft.label = "user";
            }
            @Nullable String label = draft.label;
            if (label != null && !taken.add(label)) {
                draft.label = number(taken);
                warnings.add(Problem.warning("the config directory '" + draft.path + "' has the label '" + label
                                + "', which is taken; it is called '" + draft.label + "' here")
                        .help("Give each config directory a label of its own in its config.yaml"));
            }
        }
        @Nullable Path named = fromEnvironment(surroundings).orElse(null);
        drafts.stream().filter(draft -> draft.path.equals(named)).forEach(draft -> main(draft, taken));
        drafts.forEach(draft -> main(draft, taken));
        for (Draft draft : drafts) {
            if (draft.label == null) {
                draft.label = draft.shipped && taken.add("shipped") ? "shipped" : number(taken);
            }
        }
    }

    private static void main(Draft draft, Set<String> taken) {
        if (draft.label == null && taken.add(MAIN)) {
            draft.label = MAIN;
        }
    }

    private static String number(Set<String> taken) {
        int number = 1;
        while (!taken.add("lbl" + number)) {
            number++;
        }
        return "lbl" + number;
    }

    private void assignAreas() {
        Map<Path, Area> byPath = new LinkedHashMap<>();
        Path fallback = settings.workingDir();
        @Nullable String shared = settings.sharedGroup().orElse(null);
        Optional<Draft> main = drafts.stream()
                .filter(draft ->
                        MAIN.equals(draft.label) && draft.workingDir != null && !fallback.equals(draft.workingDir))
                .findFirst();
        main.ifPresent(draft -> byPath.put(pathOf(draft), area(draft, shared)));
        byPath.put(fallback, new Area(main.isPresent() ? DEFAULT : MAIN, fallback, shared));
        List<ConfigDir> made = new ArrayList<>();
        for (Draft draft : drafts) {
            Area area = byPath.computeIfAbsent(pathOf(draft), path -> area(draft, shared));
            made.add(new ConfigDir(labelOf(draft), draft.path, area, draft.shipped));
        }
        dirs = made;
        areas = List.copyOf(byPath.values());
    }

    private Area area(Draft draft, @Nullable String shared) {
        return new Area(labelOf(draft), pathOf(draft), draft.group == null ? shared : draft.group);
    }

    private Path pathOf(Draft draft) {
        return draft.workingDir == null ? settings.workingDir() : draft.workingDir;
    }

    private static String labelOf(Draft draft) {
        return draft.label == null ? MAIN : draft.label;
    }

    private void warnAboutPython() {
        Set<String> names = new LinkedHashSet<>();
        for (ConfigDir dir : dirs) {
            python(dir.layers().resolve("plugins"), names);
        }
        if (!names.isEmpty()) {
            warnings.add(Problem.warning("Python plugins cannot be used and are left out: " + String.join(", ", names))
                    .help("Pergola's plugins are jars; see the plugin guide"));
        }
    }

    private static void python(Path plugins, Set<String> names) {
        if (!Files.isDirectory(plugins)) {
            return;
        }
        try (Stream<Path> files = Files.walk(plugins, 4)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yapsy-plugin"))
                    .map(name -> name.substring(0, name.length() - ".yapsy-plugin".length()))
                    .sorted()
                    .forEach(names::add);
        } catch (IOException | UncheckedIOException e) {
            // A folder of plugins that cannot be listed is reported where jars are looked for.
            names.removeIf(String::isEmpty);
        }
    }
}
