package io.pergola.results;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read, for people. */
final class Failures {

    private Failures() {}

    static String of(IOException cause) {
        return switch (cause) {
            case AccessDeniedException _ -> "cannot be read: permission denied";
            case NoSuchFileException _ -> "is gone";
            default -> "cannot be read: " + cause.getMessage();
        };
    }
}
