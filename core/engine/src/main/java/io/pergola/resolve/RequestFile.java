package io.pergola.resolve;

import io.pergola.config.Site;
import io.pergola.config.Suggestions;
import io.pergola.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Files with a request in each line; {@code #} starts a comment, blank lines count for nothing. */
final class RequestFile {

    /** Larger files are refused. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final Pattern COMMENT = Pattern.compile("#.*");

    private RequestFile() {}

    /** The requests in a file, or in the collection of that name if there is no such file; or a failure. */
    static List<String> read(Path named, Site site) {
        Optional<Path> collection = Files.exists(named) ? Optional.empty() : site.collection(named.toString());
        return readFile(collection.orElse(named), site);
    }

    private static List<String> readFile(Path file, Site site) {
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
            throw new ResolveFailure(missing(file, site));
        } catch (IOException e) {
            boolean binary = e instanceof CharacterCodingException;
            throw unreadable(
                    file,
                    binary
                            ? "it is not a UTF-8 text"
                            : Files.isDirectory(file) ? "it is a directory" : "" + e.getMessage());
        }
    }

    private static Problem missing(Path file, Site site) {
        Set<String> names = site.collections().keySet();
        Set<String> known = new TreeSet<>(names);
        names.forEach(name -> known.add(name.replaceFirst("\\..*", "")));
        String near = Suggestions.didYouMean(file.toString(), known);
        String all = names.isEmpty()
                ? "there is no collection yet"
                : "there are the collections " + String.join(", ", names);
        String places = site.collectionDirs().stream().map(Path::toString).collect(Collectors.joining(", "));
        return Problem.error("cannot read the requests in '" + file
                        + "': there is no such file, and no collection of that" + " name in " + places)
                .help(near.isEmpty() ? all : near + " Else " + all);
    }

    private static ResolveFailure unreadable(Path file, String reason) {
        return new ResolveFailure(Problem.error("cannot read the requests in '" + file + "': " + reason));
    }
}
