package io.pergola.store;

import java.util.OptionalInt;

/** Numbers as names of directories: decimal, from 1, without leading zeros. */
final class RunNumber {

    /** The largest; {@link io.pergola.model.RunId} reads nine digits. */
    static final int LAST = 999_999_999;

    private RunNumber() {}

    static OptionalInt parse(String text) {
        int number = of(text);
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** 0 if the text is no number. */
    static int of(String text) {
        if (text.isEmpty() || text.length() > 9 || text.charAt(0) == '0') {
            return 0;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}
