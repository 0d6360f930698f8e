package io.pergola.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The commit that the git repository around a suite stands at. Read from git's files: its program takes longer than a test. */
final class SuiteRevision {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

    private final Map<Path, String> known = new HashMap<>();

    /** Empty if there is none, or it cannot be read. */
    String of(Path suite) {
        @Nullable Path directory = suite.getParent();
        return directory == null ? "" : known.computeIfAbsent(directory, SuiteRevision::read);
    }

    private static String read(Path directory) {
        try {
            for (Path each = directory; each != null; each = each.getParent()) {
                if (Files.exists(each.resolve(".git"))) {
                    return commit(repository(each.resolve(".git"))).orElse("");
                }
            }
        } catch (IOException e) {
            // A repository that cannot be read says nothing.
        }
        return "";
    }

    /** In work trees and submodules {@code .git} is a file that names the directory. */
    private static Path repository(Path git) throws IOException {
        if (Files.isDirectory(git)) {
            return git;
        }
        String text = Files.readString(git).strip();
        return git.resolveSibling(text.substring(text.indexOf(':') + 1).strip());
    }

    private static Optional<String> commit(Path repository) throws IOException {
        String head = Files.readString(repository.resolve("HEAD")).strip();
        if (!head.startsWith("ref:")) {
            return Optional.of(head).filter(text -> COMMIT.matcher(text).matches());
        }
        String ref = head.substring("ref:".length()).strip();
        Path common = repository.resolve("commondir");
        Path shared = Files.exists(common)
                ? repository.resolve(Files.readString(common).strip()).normalize()
                : repository;
        for (Path place : List.of(repository.resolve(ref), shared.resolve(ref))) {
            if (Files.exists(place)) {
                return Optional.of(Files.readString(place).strip());
            }
        }
        return packed(shared.resolve("packed-refs"), ref);
    }

    private static Optional<String> packed(Path file, String ref) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.endsWith(" " + ref))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst();
    }
}
