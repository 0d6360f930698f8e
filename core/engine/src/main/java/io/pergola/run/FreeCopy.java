package io.pergola.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies a run's directory with the files that its links lead to: those into the build that it shares, and those that lead
 * elsewhere. Links among its own files stay links.
 */
final class FreeCopy {

    private final Path from;
    private final List<String> remarks = new ArrayList<>();

    FreeCopy(Path from) {
        this.from = from;
    }

    /** Copies into a directory that is there; answers with what could not be freed, a sentence each. */
    List<String> to(Path target) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.skip(1).toList()) {
                copy(path, target.resolve(from.relativize(path)));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return remarks;
    }

    private void copy(Path path, Path target) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(target);
        } else if (Files.isSymbolicLink(path)) {
            copyLink(path, target);
        } else if (Files.isRegularFile(path)) {
            copyFile(path, target);
        } else {
            remarks.add(from.relativize(path) + " is neither a file nor a directory, and was left out");
        }
    }

    /** Laid by Pergola to a link of the build, a link means what that one means. */
    private void copyLink(Path path, Path target) throws IOException {
        Path leads = Files.readSymbolicLink(path);
        Path link = leads.isAbsolute() && Files.isSymbolicLink(leads) ? Files.readSymbolicLink(leads) : leads;
        Path where = path.resolveSibling(link).normalize();
        if (!link.isAbsolute() && where.startsWith(from)) {
            Files.createSymbolicLink(target, link);
        } else if (Files.isRegularFile(path)) {
            copyFile(path.toRealPath(), target);
        } else {
            Files.createSymbolicLink(target, link);
            remarks.add(from.relativize(path) + " is a link to " + link + ", which is not part of the copy");
        }
    }

    private static void copyFile(Path file, Path target) throws IOException {
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        target.toFile().setWritable(true);
    }
}
