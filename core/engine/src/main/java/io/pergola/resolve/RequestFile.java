package io.pergola.resolve;

import io.pergola.model.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Files with a request in each line; {@code #} starts a comment, blank lines count for nothing. */
final class RequestFile {

    private RequestFile() {}

    /** The requests, or a failure. */
    static List<String> read(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file");
        } catch (IOException | UncheckedIOException e) {
            boolean binary = e instanceof CharacterCodingException || e.getCause() instanceof CharacterCodingException;
            throw unreadable(
                    file,
                    binary
                            ? "it is not a UTF-8 text"
                            : Files.isDirectory(file) ? "it is a directory" : "" + e.getMessage());
        }
    }

    private static ResolveFailure unreadable(Path file, String reason) {
        return new ResolveFailure(Problem.error("cannot read the requests in '" + file + "': " + reason));
    }
}
