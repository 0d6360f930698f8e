package io.pergola.tasks;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The directory of one task. */
final class TaskFiles {

    static final String OUTPUT = "stdout.txt";
    static final String ERRORS = "stderr.txt";

    private final Path directory;

    TaskFiles(Path workdir, String id) {
        this.directory = workdir.resolve(id);
    }

    Path directory() {
        return directory;
    }

    Path output() {
        return directory.resolve(OUTPUT);
    }

    Path errors() {
        return directory.resolve(ERRORS);
    }

    /** Makes it; what an earlier attempt printed is put beside. */
    void prepare() throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            int number = 1;
            while (Files.exists(earlier("stdout", number)) || Files.exists(earlier("stderr", number))) {
                number++;
            }
            moveAside(output(), earlier("stdout", number));
            moveAside(errors(), earlier("stderr", number));
        }
    }

    private Path earlier(String name, int number) {
        return directory.resolve(name + "." + number + ".txt");
    }

    private static void moveAside(Path file, Path target) throws IOException {
        if (Files.exists(file)) {
            Files.move(file, target);
        }
    }

    /** Adds a line of ours to what the task printed as errors. */
    void note(String text) {
        try {
            Files.writeString(errors(), "[PILOT] " + text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            // The log and the database say it too.
        }
    }
}
