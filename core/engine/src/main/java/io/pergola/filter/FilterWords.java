package io.pergola.filter;

import java.util.List;

/** The words of the language, for those who complete them or must not use them otherwise. */
public final class FilterWords {

    private FilterWords() {}

    /** What can be compared, in lower case: {@code name}, {@code user} ... */
    public static List<String> keys() {
        return Key.names();
    }

    /** What mostly stands behind a key: {@code =}, or {@code <} for times; empty if there is no such key. */
    public static String operator(String name) {
        Key key = Key.of(name);
        return key == null ? "" : key.allows(Operator.EQUAL) ? "=" : "<";
    }

    /** Conditions that stand by themselves, in capitals: {@code PASSED} ... */
    public static List<String> words() {
        return Word.names();
    }
}
