package io.pergola.script;

import org.jspecify.annotations.Nullable;

/**
 * Variables as a test's author writes them: the value is bash, so variables and substitutions in it work; what would end the
 * word early goes between double quotes.
 */
final class Environment {

    private static final String ENDS_WORDS = " \t\n;&|<>(){}";

    private Environment() {}

    /** A line that exports a variable, or unsets it if the value is null. */
    static String line(String name, @Nullable String value) {
        if (value == null) {
            return "unset " + name;
        }
        boolean bare = value.isEmpty()
                || value.charAt(0) == '"'
                || value.charAt(0) == '\''
                || value.chars().noneMatch(c -> ENDS_WORDS.indexOf(c) >= 0);
        return "export " + name + "=" + (bare ? value : '"' + quotesEscaped(value) + '"');
    }

    /** Within substitutions bash counts quotes anew, so they stay as they are there. */
    private static String quotesEscaped(String value) {
        boolean substitutes = value.contains("$(") || value.contains("${") || value.indexOf('`') >= 0;
        return substitutes ? value : value.replace("\\\"", "\"").replace("\"", "\\\"");
    }
}
