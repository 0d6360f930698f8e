package io.pergola.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** What lies where a working directory is to be. */
public enum DirectoryState {
    /** Nothing. */
    ABSENT,
    /** An empty directory. */
    EMPTY,
    /** A working directory of Pergola's. */
    USED,
    /** A directory in which something else lies. */
    FOREIGN,
    /** No directory, or a link to nowhere. */
    NO_DIRECTORY;

    /**
     * Looks; makes nothing.
     *
     * @throws IOException if it cannot be read
     */
    public static DirectoryState of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return Files.exists(path.resolve(Layout.MARKER)) ? USED : content(path);
        }
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? NO_DIRECTORY : ABSENT;
    }

    private static DirectoryState content(Path path) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            return files.iterator().hasNext() ? FOREIGN : EMPTY;
        }
    }
}
