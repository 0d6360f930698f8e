package io.pergola.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a file system says of a file without its being read.
 *
 * @param mode kind and permission bits
 * @param size in bytes
 * @param modified when its content changed, in nanoseconds of the epoch
 * @param changed when anything of it changed; nobody can set that
 * @param inode what tells it from another file that took its name
 */
record FileState(int mode, long size, long modified, long changed, long inode) {

    private static final int KIND = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;
    private static final String ASKED = "unix:mode,size,lastModifiedTime,ctime,ino";

    /** Of the file itself, should it be a link. */
    static FileState of(Path path) throws IOException {
        Map<String, Object> told = Files.readAttributes(path, ASKED, LinkOption.NOFOLLOW_LINKS);
        return new FileState(
                (int) number(told.get("mode")),
                number(told.get("size")),
                nanos(told.get("lastModifiedTime")),
                nanos(told.get("ctime")),
                number(told.get("ino")));
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private static long nanos(@Nullable Object value) {
        return value instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : Long.MAX_VALUE;
    }

    boolean isDirectory() {
        return (mode & KIND) == DIRECTORY;
    }

    boolean isFile() {
        return (mode & KIND) == FILE;
    }

    boolean isLink() {
        return (mode & KIND) == LINK;
    }

    boolean isProgram() {
        return (mode & 0100) != 0;
    }

    /** True if its content is the same, as far as can be told without reading it. */
    boolean hasContentOf(FileState other) {
        return size == other.size && modified == other.modified && changed == other.changed && inode == other.inode;
    }

    /** True if nothing of it changed at that time or later: a change within one tick of a clock does not show. */
    boolean settledBefore(long nanos) {
        return modified < nanos && changed < nanos;
    }
}
