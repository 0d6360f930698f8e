package io.pergola.config;

import java.util.regex.Pattern;

/** Globs as in Python's {@code fnmatch}: {@code *}, {@code ?}, {@code [abc]}, {@code [!abc]}; case matters. */
public final class Glob {

    private Glob() {}

    /** True if the text stands for more than itself. */
    public static boolean isGlob(String text) {
        return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }

    /** As a regular expression for a whole text. */
    public static Pattern compile(String glob) {
        var regex = new StringBuilder("(?s)");
        int i = 0;
        while (i < glob.length()) {
            char c = glob.charAt(i++);
            int close = c == '[' ? glob.indexOf(']', i + (glob.startsWith("!", i) ? 2 : 1)) : -1;
            if (close > 0) {
                regex.append(set(glob.substring(i, close)));
                i = close + 1;
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString());
    }

    private static String set(String inside) {
        boolean negated = inside.startsWith("!");
        String chars = (negated ? inside.substring(1) : inside).replaceAll("([\\\\\\[\\]^&])", "\\\\$1");
        // A range that runs backwards matches nothing.
        boolean backwards = Pattern.compile("(.)-(.)")
                .matcher(chars)
                .results()
                .anyMatch(range -> range.group(1).compareTo(range.group(2)) > 0);
        return backwards ? "(?!)" : (negated ? "[^" : "[") + chars + "]";
    }
}
