package io.pergola.cli;

import java.io.IOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Asks the terminal how wide it is. */
final class TerminalSize {

    private TerminalSize() {}

    /** Columns, or 0 if the terminal does not say. */
    static int columns() {
        // The exec provider asks stty: no native code to load for one number.
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .provider("exec")
                .dumb(true)
                .build()) {
            return terminal.getColumns();
        } catch (IOException | IllegalStateException e) {
            return 0;
        }
    }
}
