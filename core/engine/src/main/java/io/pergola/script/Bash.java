package io.pergola.script;

import java.util.Collection;
import java.util.stream.Collectors;

/** Puts values into bash text so that they stay values. */
public final class Bash {

    private Bash() {}

    /** One word that bash reads as exactly this text; plain words stay as they are. */
    public static String quote(String text) {
        return !text.isEmpty() && text.chars().allMatch(Bash::plain) ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** A command line of quoted words. */
    public static String words(Collection<String> words) {
        return words.stream().map(Bash::quote).collect(Collectors.joining(" "));
    }

    /** Text that is safe behind a {@code #}: line ends and other control characters become blanks. */
    public static String comment(String text) {
        return "# " + text.replaceAll("\\p{Cntrl}", " ");
    }

    private static boolean plain(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "_-./:,+@%=".indexOf(c) >= 0;
    }
}
