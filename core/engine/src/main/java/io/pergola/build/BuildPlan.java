package io.pergola.build;

import io.pergola.resolve.BuildSection;
import io.pergola.resolve.ResolvedTest;
import io.pergola.script.TestScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * One build, ready to be made: what goes into its directory, and the script that runs there.
 *
 * @param key the build's name in the cache
 * @param shebang the script's first line
 * @param script its text
 * @param source a directory or archive whose content, or a file which, goes into the build directory, if there is any
 * @param extra more files and directories for it
 * @param section what the test says of its build
 */
record BuildPlan(
        String key, String shebang, String script, Optional<Path> source, List<Path> extra, BuildSection section) {

    /** Names of the files of a suite directory that are not sources. */
    private static final List<String> SUITE_FILES =
            List.of("suite.yaml", "hosts.yaml", "modes.yaml", "platforms.yaml", "os.yaml");

    static boolean needed(BuildSection section) {
        return section.sourcePath().isPresent()
                || !section.cmds().isEmpty()
                || !section.extraFiles().isEmpty()
                || !section.createFiles().isEmpty();
    }

    /** @throws IOException with a message for users if a source is missing or of a kind that cannot be used */
    static BuildPlan of(ResolvedTest test, List<Path> roots, String program) throws IOException {
        BuildSection section = test.build();
        String script = script(test, program);
        Optional<Path> source = Optional.empty();
        if (section.sourcePath().isPresent()) {
            source = Optional.of(find(section.sourcePath().get(), "build.source_path", roots));
        }
        var extra = new ArrayList<Path>();
        for (String file : section.extraFiles()) {
            extra.add(find(file, "build.extra_files", roots));
        }
        var key = new BuildKey().add("format", "1").add("script", script).add("specificity", section.specificity());
        if (source.isPresent()) {
            // A file keeps its name, and where that has an ending of compressed files, the name matters, too.
            key.add("source name", Files.isDirectory(source.get()) ? "" : lastName(source.get()));
            key.addTree("source", source.get());
        }
        for (Path file : extra) {
            key.addTree("extra " + file.getFileName(), file);
        }
        section.createFiles().forEach((file, lines) -> key.add("create " + file, lines));
        return new BuildPlan(key.name(), test.shebang(), script, source, List.copyOf(extra), section);
    }

    private static String lastName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

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

    private static String script(ResolvedTest test, String program) {
        BuildSection section = test.build();
        var exports = new LinkedHashMap<String, String>();
        exports.put("PERGOLA", program);
        return new TestScript(
                        test.shebang(),
                        exports,
                        null,
                        section.preamble(),
                        test.buildModules(),
                        section.env(),
                        section.verbose(),
                        section.autoexit(),
                        section.cmds())
                .text();
    }

    /** True for what stands in a suite's directory beside its sources. */
    static boolean suiteFile(Path file) {
        Path name = file.getFileName();
        return name != null && SUITE_FILES.contains(name.toString());
    }
}
