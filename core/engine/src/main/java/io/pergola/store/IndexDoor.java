package io.pergola.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The way to the index, which may not be there. */
final class IndexDoor {

    private final Path file;

    IndexDoor(Path file) {
        this.file = file;
    }

    /** Something that is done with the index, or without. */
    interface Question<T> {
        T ask(@Nullable Index index) throws SQLException;
    }

    /** The index may be missing, broken, locked or unwritable: it is made anew once, and then gone without. */
    <T> T ask(Question<T> question) {
        try {
            return tryIndex(question);
        } catch (SQLException e) {
            if (Index.broken(e)) {
                try {
                    Index.delete(file);
                    return tryIndex(question);
                } catch (SQLException | IOException again) {
                    return without(question);
                }
            }
            return without(question);
        }
    }

    private <T> T tryIndex(Question<T> question) throws SQLException {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            return without(question);
        }
        try (Index index = Index.open(file)) {
            return question.ask(index);
        }
    }

    private static <T> T without(Question<T> question) {
        try {
            return question.ask(null);
        } catch (SQLException e) {
            throw new IllegalStateException("A question without an index cannot fail in it", e);
        }
    }
}
