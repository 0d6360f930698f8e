package io.pergola.run;

import io.pergola.build.Builder;
import io.pergola.json.Json;
import io.pergola.model.Value;
import io.pergola.store.RunDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The attempts at a run that were not its last: each leaves its directory, log and results in {@code attempts/N}. */
final class KeptAttempts {

    private final RunDirectory run;

    KeptAttempts(RunDirectory run) {
        this.run = run;
    }

    /** How many there are. */
    int count() {
        if (!Files.isDirectory(run.attempts())) {
            return 0;
        }
        int count = 0;
        try (DirectoryStream<Path> kept = Files.newDirectoryStream(run.attempts())) {
            for (Path _ : kept) {
                count++;
            }
        } catch (IOException e) {
            // Who cannot read it cannot add to it either, and will say so.
            return count;
        }
        return count;
    }

    /** Puts away what the attempt left that has just ended. Its directory goes last: until then the attempt is not over. */
    void keep(Value.Entries results) throws IOException {
        Path kept = run.attempts().resolve(Integer.toString(count() + 1));
        Files.createDirectories(kept);
        Files.write(kept.resolve("results.json"), Json.write(results).getBytes(StandardCharsets.UTF_8));
        for (Path file : List.of(run.log(), run.resultsLog(), run.buildDir())) {
            if (Files.exists(file)) {
                Files.move(file, kept.resolve(file.getFileName()));
            }
        }
    }

    /** Makes the directory of the next attempt, as the first one found it. */
    void renew(List<String> copyFiles) throws IOException {
        if (!Files.exists(run.buildDir())) {
            Builder.place(run, copyFiles);
        }
    }
}
