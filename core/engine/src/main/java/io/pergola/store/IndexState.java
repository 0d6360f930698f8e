package io.pergola.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * How the index of a working directory stands.
 *
 * @param file where it is
 * @param exists whether it is there
 * @param runs how many runs it knows that have ended
 * @param trouble why it cannot be used; empty if it can
 */
public record IndexState(Path file, boolean exists, int runs, String trouble) {

    static IndexState of(Path file) {
        if (!Files.exists(file)) {
            return new IndexState(file, false, 0, "");
        }
        try (Index index = Index.open(file)) {
            return new IndexState(file, true, index.ended().size(), "");
        } catch (SQLException e) {
            return new IndexState(file, true, 0, String.valueOf(e.getMessage()));
        }
    }
}
