package io.pergola.exec;

import java.nio.file.Path;

/** A program could not be started. The message names the file that is at fault and the reason, without a full stop. */
public final class SpawnException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final int errno;
    private final String message;

    SpawnException(Path file, int errno, String message) {
        super(message);
        this.file = file;
        this.errno = errno;
        this.message = message;
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return message;
    }

    /** The program, working directory or output file that is at fault, as far as that can be said; else the program. */
    public Path file() {
        return file;
    }

    /** The operating system's number for the reason. */
    public int errno() {
        return errno;
    }
}
