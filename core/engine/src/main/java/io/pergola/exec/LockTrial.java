package io.pergola.exec;

import java.nio.file.Path;

/** What locks of files are worth where a file lies. */
public enum LockTrial {
    /** A second one is refused while the first is held. */
    WORKS,
    /** A second one is granted while the first is held. */
    WITHOUT_EFFECT,
    /** None is granted. */
    REFUSED;

    /** Tries it on a file, which is made if it is not there. Holds for this host: what others see of a lock is not tried. */
    public static LockTrial of(Path file) {
        int first = FileCalls.open(file.toString());
        int second = FileCalls.open(file.toString());
        try {
            if (first < 0 || second < 0 || !FileCalls.lock(first, 0)) {
                return REFUSED;
            }
            return FileCalls.lock(second, 0) ? WITHOUT_EFFECT : WORKS;
        } finally {
            close(first);
            close(second);
        }
    }

    private static void close(int descriptor) {
        if (descriptor >= 0) {
            FileCalls.close(descriptor);
        }
    }
}
