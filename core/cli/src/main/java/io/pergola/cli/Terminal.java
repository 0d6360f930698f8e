package io.pergola.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * One output stream of this process.
 *
 * @param interactive it is a terminal
 * @param colour styles may be used
 * @param width its columns, asked for when needed
 */
record Terminal(boolean interactive, boolean colour, IntSupplier width) {

    private static final int USUAL_WIDTH = 80;

    /** A pipe or a file. */
    static final Terminal NONE = new Terminal(false, false, () -> 0);

    /**
     * Looks at a file descriptor. Colour follows the usual variables: {@code NO_COLOR}, {@code CLICOLOR_FORCE}, {@code TERM=dumb}.
     *
     * @param descriptor 1 or 2
     */
    static Terminal of(int descriptor, Map<String, String> environment) {
        boolean interactive = isTerminal(descriptor);
        boolean forced = !environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0");
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "dumb").equals("dumb");
        if (!interactive) {
            return forced ? new Terminal(false, true, () -> 0) : NONE;
        }
        return new Terminal(true, !plain, () -> columns(environment));
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    private static int columns(Map<String, String> environment) {
        String told = environment.getOrDefault("COLUMNS", "");
        if (told.matches("[1-9]\\d{0,3}")) {
            return Integer.parseInt(told);
        }
        int measured = TerminalSize.columns();
        return measured > 0 ? measured : USUAL_WIDTH;
    }

    /** Columns of the screen; 0 where there is none, so that nothing is cut. */
    int columns() {
        return interactive ? width.getAsInt() : 0;
    }
}
