package io.pergola.spi;

import java.util.List;

/**
 * The words that stand before a program's own command line.
 *
 * @param words none if the program is simply started; the engine quotes them for the shell
 */
public record LaunchCommand(List<String> words) {

    /** The program is simply started. */
    public static final LaunchCommand NONE = new LaunchCommand(List.of());

    /** Copies the list. */
    public LaunchCommand {
        words = List.copyOf(words);
    }
}
