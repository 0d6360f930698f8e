package io.pergola.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A file that a test wants written into its directory, and nowhere else. */
public final class PlacedFile {

    private PlacedFile() {}

    /**
     * Writes it; what has its name is replaced, and if that was a link, not what it points to.
     *
     * @param root the directory that it may not leave, by its name or by a link on the way
     * @param key what asks for it, for messages
     * @throws SourceException if it would lie elsewhere, or cannot be written
     */
    public static void write(Path root, String name, String text, String key) throws SourceException {
        Path file = inside(root, name, key);
        try {
            Path parent = file.getParent();
            if (parent != null) {
                refuseLinksOut(root, parent, name, key);
                Files.createDirectories(parent);
            }
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new SourceException(key + ": '" + Names.shown(name) + "' is a directory already");
            }
            Files.deleteIfExists(file);
            Files.writeString(file, text);
        } catch (IOException e) {
            throw SourceException.writing(file, e);
        }
    }

    private static Path inside(Path root, String name, String key) throws SourceException {
        try {
            Path file = root.resolve(name).normalize();
            if (!Path.of(name).isAbsolute() && file.startsWith(root) && !file.equals(root)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // Told below.
        }
        throw new SourceException(key + ": '" + Names.shown(name)
                + "' lies outside the test's directory; give a name without '..' that does not begin with '/'");
    }

    /** Sources may hold links to anywhere. */
    private static void refuseLinksOut(Path root, Path parent, String name, String key) throws IOException {
        Path real = root.toRealPath();
        Path step = root;
        for (Path part : root.relativize(parent)) {
            step = step.resolve(part);
            if (Files.isSymbolicLink(step) && !step.toRealPath().startsWith(real)) {
                throw new SourceException(key + ": '" + Names.shown(name) + "' lies behind the link "
                        + Names.shown(step) + ", which leads out of the test's directory");
            }
        }
    }
}
