package io.pergola.store;

import io.pergola.model.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Turns what the system said into what a user can act on. */
final class Failure {

    private Failure() {}

    static StoreException writing(Path path, IOException cause) {
        return of("Cannot write " + path, path, cause);
    }

    static StoreException reading(Path path, IOException cause) {
        return of("Cannot read " + path, path, cause);
    }

    static StoreException of(String what, Path path, IOException cause) {
        String reason = reason(cause);
        return new StoreException(what + ": " + reason + ". " + mend(path, cause, reason), cause);
    }

    /** What went wrong, in words. */
    static String reason(IOException cause) {
        return switch (cause) {
            case AccessDeniedException e -> "permission denied";
            case NoSuchFileException e -> "it does not exist (any more)";
            case NotDirectoryException e -> "not a directory";
            case FileSystemException e -> lowerFirst(e.getReason(), e);
            default -> lowerFirst(cause.getMessage(), cause);
        };
    }

    private static String lowerFirst(@Nullable String text, IOException cause) {
        if (text == null || text.isEmpty()) {
            return cause.getClass().getSimpleName();
        }
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    private static String mend(Path path, IOException cause, String reason) {
        if (reason.contains("no space") || reason.contains("quota")) {
            return "Free some space there ('pergola clean' removes old test runs) or set another working_dir";
        }
        if (cause instanceof NoSuchFileException) {
            return "Somebody may have removed the directory meanwhile; if not, set another working_dir";
        }
        if (cause instanceof AccessDeniedException
                || reason.contains("read-only")
                || reason.contains("not permitted")) {
            return "Ask its owner for access to " + path.getParent() + ", or set a working_dir of your own";
        }
        return "Check that the file system works and that you may use it, or set another working_dir";
    }
}
