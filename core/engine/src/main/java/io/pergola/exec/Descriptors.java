package io.pergola.exec;

import java.nio.file.Path;

/** The files that this process was started with. */
final class Descriptors {

    private static final int FIRST_FOREIGN = 3;

    private Descriptors() {}

    /** Keeps from later children what our own parent left open. What Java opens is kept from them anyway. */
    static void closeOnExec() {
        String[] names = Path.of("/proc/self/fd").toFile().list();
        if (names != null) {
            for (String name : names) {
                int descriptor = Integer.parseInt(name);
                if (descriptor >= FIRST_FOREIGN) {
                    FileCalls.closeOnExec(descriptor);
                }
            }
        }
    }
}
