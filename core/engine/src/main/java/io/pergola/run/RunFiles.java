package io.pergola.run;

import io.pergola.resolve.FileTemplates;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.RunSection;
import io.pergola.script.TestScript;
import io.pergola.source.PlacedFile;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;

/** Writes what a run needs before it starts: its script, and the files that the test wants created. */
final class RunFiles {

    private static final Set<StandardOpenOption> WRITE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    /** Less what the umask takes. Nobody else may change what is about to run, whatever the site shares. */
    private static final FileAttribute<Set<PosixFilePermission>> EXECUTABLE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr--"));

    private RunFiles() {}

    static void write(ResolvedTest test, RunDirectory directory, String program, RunPlace place) throws IOException {
        for (Map.Entry<String, List<String>> file : test.run().createFiles().entrySet()) {
            List<String> lines = file.getValue();
            String text = String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
            PlacedFile.write(directory.buildDir(), file.getKey(), text, "run.create_files");
        }
        Path script = directory.runScript();
        byte[] text = script(test, directory, program, place).text().getBytes(StandardCharsets.UTF_8);
        Files.deleteIfExists(script);
        try (FileChannel channel = FileChannel.open(script, WRITE, EXECUTABLE)) {
            ByteBuffer buffer = ByteBuffer.wrap(text);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    private static TestScript script(ResolvedTest test, RunDirectory directory, String program, RunPlace place) {
        RunSection run = test.run();
        SequencedMap<String, String> exports = exports(directory, program);
        exports.putAll(place.exports());
        return new TestScript(
                test.shebang(),
                exports,
                directory.buildDir(),
                preamble(directory, run.preamble()),
                test.runModules(),
                run.env(),
                run.verbose(),
                run.autoexit(),
                run.cmds());
    }

    /** The umask of the job is the site's. */
    private static List<String> preamble(RunDirectory directory, List<String> lines) {
        OptionalInt umask = directory.sharing().umask();
        if (umask.isEmpty()) {
            return lines;
        }
        List<String> all = new ArrayList<>();
        all.add("umask 0" + Integer.toOctalString(umask.getAsInt()));
        all.addAll(lines);
        return all;
    }

    /** The variables that tell a test's commands where they are. */
    static SequencedMap<String, String> exports(RunDirectory directory, String program) {
        var exports = new LinkedHashMap<String, String>();
        exports.put("TEST_ID", directory.id().toString());
        exports.put("PERGOLA", program);
        exports.put("PERGOLA_RUN_DIR", directory.path().toString());
        return exports;
    }

    /** Fills in the templates of a run, which are looked for where its sources are. */
    static void fill(ResolvedTest test, RunDirectory directory, List<Path> roots, FileTemplates templates)
            throws IOException {
        for (Map.Entry<String, String> each : test.run().templates().entrySet()) {
            Path file = roots.stream()
                    .map(root -> root.resolve(each.getKey()).normalize())
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() -> new NoSuchFileException("run.templates: there is no '" + each.getKey() + "' in "
                            + String.join(
                                    ", ", roots.stream().map(Path::toString).toList())));
            PlacedFile.write(
                    directory.buildDir(), each.getValue(), templates.fill("run.templates", file), "run.templates");
        }
    }
}
