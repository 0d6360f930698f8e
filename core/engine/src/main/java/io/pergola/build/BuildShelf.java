package io.pergola.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the builds of one key lie. The first is in a directory of the key's name; each that was made anew, while runs may still use
 * the ones before, has one of its own: {@code KEY.2}, {@code KEY.3}. To be used with the build's lock.
 */
final class BuildShelf {

    private final Path builds;
    private final String key;

    BuildShelf(Path builds, String key) {
        this.builds = builds;
        this.key = key;
    }

    /** The key of which a directory is a build. */
    static String key(String directory) {
        int generation = directory.indexOf('.');
        return generation < 0 ? directory : directory.substring(0, generation);
    }

    /** The finished build, if it was not made before that time; it counts as used now. */
    Optional<Path> find(Instant notBefore) throws IOException {
        Optional<Path> found = BuildRecord.read(builds, key)
                .filter(record -> !record.made().isBefore(notBefore))
                .map(record -> builds.resolve(record.directory()))
                .filter(Files::isDirectory);
        if (found.isPresent()) {
            touch();
        }
        return found;
    }

    private void touch() {
        try {
            Files.setLastModifiedTime(record(), FileTime.from(Instant.now()));
        } catch (IOException e) {
            // It is another user's; who cleans looks at the runs that use it, too.
            return;
        }
    }

    /** Where the next one is to be made. What lies there was never finished. */
    Path place() throws IOException {
        if (BuildRecord.read(builds, key).isEmpty()) {
            return builds.resolve(key);
        }
        int generation = 2;
        while (Files.exists(builds.resolve(key + "." + generation))) {
            generation++;
        }
        return builds.resolve(key + "." + generation);
    }

    /** From now on this is the build. */
    void finish(BuildRecord record, int umask) throws IOException {
        Path half = builds.resolve(key + ".half");
        try {
            Files.write(half, record.toBytes());
            Files.setAttribute(half, "unix:mode", 0666 & ~umask);
            Files.move(half, record(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    /** Where it stands which one is finished. */
    Path record() {
        return builds.resolve(key + BuildRecord.SUFFIX);
    }

    /** While somebody makes the build, a link to what that prints. */
    Path log() {
        return builds.resolve(key + ".log");
    }
}
