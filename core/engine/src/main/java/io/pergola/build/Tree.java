package io.pergola.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Directories of files, copied, linked and removed as wholes. */
final class Tree {

    private Tree() {}

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

    /** Makes the same directories, and links to the files; those that match a glob are copied and may be written to. */
    static void link(Path source, Path target, List<String> copied) throws IOException {
        List<PathMatcher> matchers = copied.stream()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
        for (Path path : walk(source)) {
            Path name = source.relativize(path);
            Path to = target.resolve(name);
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(to);
            } else if (matchers.stream().anyMatch(matcher -> matcher.matches(name))) {
                Files.copy(path, to, LinkOption.NOFOLLOW_LINKS);
                to.toFile().setWritable(true);
            } else {
                Files.createSymbolicLink(to, path);
            }
        }
    }

    /** Takes the right to write from every file, so that a test cannot change what others share. */
    static void protect(Path root) throws IOException {
        for (Path path : walk(root)) {
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                path.toFile().setWritable(false, false);
            }
        }
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
