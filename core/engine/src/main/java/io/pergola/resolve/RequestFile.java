package io.pergola.resolve;

import io.pergola.config.Site;
import io.pergola.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files with a request in each line; {@code #} starts a comment, blank lines count for nothing. */
final class RequestFile {

    /** Larger files are refused. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final Pattern COMMENT = Pattern.compile("#.*");

    private RequestFile() {}

    /** The requests in a file, or in the collection of that name if there is no such file; or a failure. */
    static List<String> read(Path named, Site site) {
        Optional<Path> collection = Files.exists(named) ? Optional.empty() : site.collection(named.toString());
        return read(collection.orElse(named), site.collections());
    }

    private static List<String> read(Path file, Collection<String> collections) {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] bytes = input.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw unreadable(file, "it is larger than " + MAX_BYTES / 1024 + " KiB");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .lines()
                    .map(line -> COMMENT.matcher(line).replaceFirst("").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (NoSuchFileException e) {
            String near = collections.isEmpty() ? "" : " or collection; there are: " + String.join(", ", collections);
            throw unreadable(file, "there is no such file" + near);
        } catch (IOException e) {
            boolean binary = e instanceof CharacterCodingException;
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
