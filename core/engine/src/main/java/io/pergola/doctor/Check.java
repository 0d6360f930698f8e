package io.pergola.doctor;

import java.io.IOException;

/**
 * One thing that is looked at.
 *
 * @param name in one to three words
 * @param body looks
 */
record Check(String name, Body body) {

    /** May wait for a file system or a command that never answers; then it is left behind. */
    interface Body {
        void look(Findings findings) throws IOException, InterruptedException;
    }
}
