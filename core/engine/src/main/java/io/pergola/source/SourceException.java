package io.pergola.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A source that cannot be used. The message is for users: which source, what is wrong with it, and how to mend that. */
public final class SourceException extends IOException {

    private static final long serialVersionUID = 1L;

    SourceException(String message) {
        super(message);
    }

    SourceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What keeps a file from being read. */
    static SourceException reading(Path file, IOException cause) {
        if (cause instanceof SourceException known) {
            return known;
        }
        return new SourceException(
                Names.shown(file) + " cannot be read: " + reason(cause)
                        + (cause instanceof AccessDeniedException ? ". Ask its owner to let you read it" : ""),
                cause);
    }

    /** What keeps a file from being written. */
    static SourceException writing(Path file, IOException cause) {
        if (cause instanceof SourceException known) {
            return known;
        }
        String reason = reason(cause);
        boolean full = reason.contains("no space") || reason.contains("quota");
        return new SourceException(
                Names.shown(file) + " cannot be written: " + reason
                        + (full
                                ? ". Free some space there ('pergola clean' removes old test runs) or set another working_dir"
                                : ""),
                cause);
    }

    /** What the system said, in words; no full stop. */
    public static String reason(Throwable cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NoSuchFileException) {
            return "it is not there (any more)";
        }
        @Nullable String text = cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
        if (text == null || text.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        return Names.shown(Character.toLowerCase(text.charAt(0)) + text.substring(1));
    }
}
