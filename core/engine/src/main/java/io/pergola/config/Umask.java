package io.pergola.config;

import java.util.OptionalInt;

/** Reads what others may not do with new files. */
public final class Umask {

    /** What is wrong with a text that {@link #parse} refuses. */
    public static final String EXPECTED = "expected octal digits such as 027 that leave the owner all rights";

    private Umask() {}

    /** The permission bits that octal digits mean, 0 to 077 (octal); empty if they mean none, or would take rights from the owner. */
    public static OptionalInt parse(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return OptionalInt.empty();
        }
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 7) {
                return OptionalInt.empty();
            }
            bits = bits * 8 + digit;
        }
        return bits > 077 ? OptionalInt.empty() : OptionalInt.of(bits);
    }
}
