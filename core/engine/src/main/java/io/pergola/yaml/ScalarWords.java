package io.pergola.yaml;

import org.jspecify.annotations.Nullable;

/** The plain words that are more than their letters. */
final class ScalarWords {

    private ScalarWords() {}

    /** The text of a plain scalar; null for the words that mean nothing. */
    static @Nullable String plain(String written) {
        return switch (written) {
            case "", "~", "null", "Null", "NULL" -> null;
            case "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE" -> "True";
            case "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE" -> "False";
            default -> written;
        };
    }
}
