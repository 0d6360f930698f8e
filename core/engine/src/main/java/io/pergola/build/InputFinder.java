package io.pergola.build;

import io.pergola.resolve.BuildSection;
import io.pergola.resolve.FileTemplates;
import io.pergola.resolve.ResolvedTest;
import io.pergola.source.Fetcher;
import io.pergola.source.Freshness;
import io.pergola.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Finds what a test is built from. */
final class InputFinder {

    private final BuildSettings settings;
    private final ResolvedTest test;
    private final List<Path> roots;
    private final Map<Path, String> digests = new HashMap<>();

    InputFinder(BuildSettings settings, ResolvedTest test) {
        this.settings = settings;
        this.test = test;
        this.roots = settings.sources().apply(test);
    }

    /**
     * All of it, read as far as the build's key needs.
     *
     * @throws IOException with a message for users if something is missing or cannot be read
     * @throws io.pergola.model.ConfigException if a template cannot be filled in
     */
    BuildInputs find() throws IOException {
        BuildSection section = test.build();
        Optional<Source> source = source(section);
        var extra = new ArrayList<Path>();
        for (String file : section.extraFiles()) {
            Path found = find(file, "build.extra_files", roots);
            digests.put(found, settings.trees().of(found));
            extra.add(found);
        }
        return new BuildInputs(source, extra, digests, filled(section));
    }

    private Optional<Source> source(BuildSection section) throws IOException {
        if (section.sourceUrl().isPresent()) {
            return Optional.of(elsewhere(section, section.sourceUrl().get()));
        }
        return section.sourcePath().isPresent()
                ? Optional.of(local(find(section.sourcePath().get(), "build.source_path", roots)))
                : Optional.empty();
    }

    private Source elsewhere(BuildSection section, String url) throws IOException {
        Freshness freshness = Freshness.valueOf(section.sourceDownload().name());
        if (section.sourceRevision().isPresent()) {
            var request = new Fetcher.Request(url, downloads("git-" + Fetcher.shortName(url)), freshness);
            return settings.fetcher().commit(request, section.sourceRevision().get());
        }
        Source.Single file = settings.fetcher()
                .file(new Fetcher.Request(url, place(section, url), freshness), section.sourceChecksum());
        digests.put(file.path(), settings.trees().of(file.path()));
        return file;
    }

    /** Where a test says that it lies, if it says so. */
    private Path place(BuildSection section, String url) {
        if (section.sourcePath().isEmpty()) {
            return downloads(Fetcher.shortName(url));
        }
        String name = section.sourcePath().get();
        return roots.stream()
                .map(root -> root.resolve(name).normalize())
                .filter(Files::exists)
                .findFirst()
                .orElseGet(() -> home().resolve(name).normalize());
    }

    /** Among the sources if they may be written to, else in the working directory. */
    private Path downloads(String name) {
        Path beside = home().resolve(".downloads").resolve(name);
        Path nearest = beside;
        while (nearest.getParent() != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        return Files.exists(beside) || Files.isWritable(nearest)
                ? beside
                : settings.builds().resolveSibling("downloads").resolve(name);
    }

    /** The sources that lie nearest to the suite. */
    private Path home() {
        Path suites = test.suitePath().toAbsolutePath().getParent();
        for (Path root : roots) {
            if (root.equals(suites)
                    || (suites != null
                            && root.getParent() != null
                            && root.getParent().equals(suites.getParent()))) {
                return root;
            }
        }
        return roots.getFirst();
    }

    private Source local(Path found) throws IOException {
        digests.put(found, settings.trees().of(found));
        Path name = found.getFileName();
        return Files.isDirectory(found)
                ? new Source.Tree(found)
                : new Source.Single(found, name == null ? "" : name.toString());
    }

    private SequencedMap<String, String> filled(BuildSection section) throws IOException {
        var filled = new LinkedHashMap<String, String>();
        if (!section.templates().isEmpty()) {
            FileTemplates templates = settings.templates().apply(test);
            for (Map.Entry<String, String> each : section.templates().entrySet()) {
                Path file = find(each.getKey(), "build.templates", roots);
                filled.put(each.getValue(), templates.fill("build.templates", file));
            }
        }
        return filled;
    }

    /** The first file or directory of that name in any of these. */
    private static Path find(String name, String key, List<Path> roots) throws IOException {
        for (Path root : roots) {
            Path candidate = root.resolve(name).normalize();
            if (Files.exists(candidate)) {
                return candidate;
            }
        }
        throw new IOException(key + ": there is no '" + name + "' in "
                + String.join(", ", roots.stream().map(Path::toString).toList()));
    }
}
