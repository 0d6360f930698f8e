package io.pergola.config;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A working directory and the word that stands before the ids of its runs. No two areas share a label or a directory.
 *
 * @param label {@code main} for the one whose ids stand alone
 * @param workingDir absolute; need not exist yet
 * @param groupName the group that it belongs to; null for that of the user
 */
public record Area(String label, Path workingDir, @Nullable String groupName) {

    /** The group that it belongs to, if one is asked for. */
    public Optional<String> group() {
        return Optional.ofNullable(groupName);
    }
}
