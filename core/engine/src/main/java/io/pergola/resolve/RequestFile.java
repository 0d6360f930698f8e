package io.pergola.resolve;

import io.pergola.config.Site;
import io.pergola.model.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Files with a request in each line; {@code #} starts a comment, blank lines count for nothing. */
final class RequestFile {

    private RequestFile() {}

    /** The requests in a file, or in the collection of that name if there is no such file; or a failure. */
    static List<String> read(Path named, Site site) {
        Optional<Path> collection = Files.exists(named) ? Optional.empty() : site.collection(named.toString());
        return read(collection.orElse(named), site.collections());
    }

    private static List<String> read(Path file, Collection<String> collections) {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (NoSuchFileException e) {
            String near = collections.isEmpty() ? "" : " or collection; there are: " + String.join(", ", collections);
            throw unreadable(file, "there is no such file" + near);
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
