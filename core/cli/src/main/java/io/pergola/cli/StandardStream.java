package io.pergola.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output or error. It remembers the first write that failed and takes nothing after it, so that a command whose
 * reader has gone ends early and quietly. Used by one thread.
 */
final class StandardStream extends OutputStream {

    private final OutputStream target;
    private @Nullable IOException failure;

    StandardStream(OutputStream target) {
        this.target = target;
    }

    static StandardStream of(FileDescriptor descriptor) {
        return new StandardStream(new FileOutputStream(descriptor));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            target.write(bytes, from, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Why nothing can be written any more; empty if all went well, or the reader has only had enough. */
    Optional<String> trouble() {
        return Optional.ofNullable(failure)
                .map(e -> String.valueOf(e.getMessage()))
                // EPIPE, by the C library's name for it.
                .filter(message -> !message.contains("Broken pipe"));
    }
}
