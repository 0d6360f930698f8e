package io.pergola.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Directories of files, copied, linked and removed as wholes. */
final class FileTrees {

    private static final String MODE = "unix:mode";
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;
    private static final int ALL_WRITE = 0222;

    private FileTrees() {}

    /** Copies the content of a directory, or a single file, into a directory; links in it stay links. */
    static void copyInto(Path source, Path target, Predicate<Path> wanted) throws IOException {
        if (!Files.isDirectory(source)) {
            Files.copy(source, target.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        Path root = source.toRealPath();
        for (Path path : walk(root)) {
            Path to = target.resolve(root.relativize(path));
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(to);
            } else if (wanted.test(path)) {
                Files.copy(path, to, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /**
     * Makes the same directories, and links to the files; those that match a glob, or lie in what does, are copied and may be written
     * to.
     *
     * @throws IOException with a message for users if nothing matches a glob
     */
    static void link(Path source, Path target, List<String> copied) throws IOException {
        List<CopiedFiles> globs = copied.stream().map(CopiedFiles::new).toList();
        for (Path path : walk(source)) {
            Path name = source.relativize(path);
            Path to = target.resolve(name);
            boolean copies = false;
            for (CopiedFiles glob : globs) {
                copies |= glob.match(name);
            }
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(to);
            } else if (copies) {
                Files.copy(path, to, LinkOption.NOFOLLOW_LINKS);
                to.toFile().setWritable(true);
            } else {
                Files.createSymbolicLink(to, path);
            }
        }
        for (CopiedFiles glob : globs) {
            glob.refuseIfIdle();
        }
    }

    /**
     * As {@link #share}, and nobody may write to a file, so that a test cannot change what others use; nor to a directory but the
     * owner, and the group if it shares the files. Returns the bytes of all.
     */
    static long protect(Path root, int umask, boolean shared) throws IOException {
        return permit(root, umask | (shared ? 0002 : 0022), ALL_WRITE);
    }

    /** The sizes of all files, links not followed. */
    static long bytes(Path root) throws IOException {
        long bytes = 0;
        for (Path path : walk(root)) {
            bytes += Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.size(path) : 0;
        }
        return bytes;
    }

    /** Lets others do what the owner may, less what the umask takes, whatever the umask was under which it was made. */
    static void share(Path root, int umask) throws IOException {
        permit(root, umask, 0);
    }

    /** The bytes of all files; each is looked at once. */
    private static long permit(Path root, int umask, int notToFiles) throws IOException {
        long bytes = 0;
        for (Path path : walk(root)) {
            Map<String, Object> found = Files.readAttributes(path, "unix:mode,size", LinkOption.NOFOLLOW_LINKS);
            int mode = (Integer) found.getOrDefault("mode", 0);
            boolean regular = (mode & TYPE) == REGULAR;
            if (regular || (mode & TYPE) == DIRECTORY) {
                int owner = (mode >> 6) & 7;
                int everybody = ((owner << 6) | (owner << 3) | owner) & ~umask & ~(regular ? notToFiles : 0);
                if ((mode & 0777) != everybody) {
                    Files.setAttribute(path, MODE, (mode & 07000) | everybody);
                }
            }
            bytes += regular ? (Long) found.getOrDefault("size", 0L) : 0;
        }
        return bytes;
    }

    /** Removes it with all that is in it; nothing happens if it is not there. */
    static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (Path path : walk(root).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(path);
        }
    }

    private static List<Path> walk(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
