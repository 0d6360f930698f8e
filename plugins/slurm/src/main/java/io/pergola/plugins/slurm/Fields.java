package io.pergola.plugins.slurm;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the wanted fields from a line of {@code scontrol show ... -o}: {@code Key=value}, where values may hold blanks and more of them may
 * stand between. A large machine prints ten megabytes of them, so each character is looked at once.
 */
final class Fields {

    private static final int ASCII = 128;

    /** The wanted keys, by their first letters. */
    private final String[][] wanted = new String[ASCII][];

    /** For these keys. */
    Fields(Set<String> keys) {
        for (String key : keys) {
            char first = key.charAt(0);
            wanted[first] =
                    keys.stream().filter(each -> each.charAt(0) == first).toArray(String[]::new);
        }
    }

    /**
     * Their values in a line. A value ends where the next key begins; the first of a key counts, as free text stands last. A key
     * stands behind a blank, begins with a capital letter and ends at a {@code =}.
     */
    Map<String, String> of(String line) {
        return new Lines(line).next();
    }

    /** The lines of a text, one after the other. */
    final class Lines {

        private final String text;

        /** A character of the text each; those that one byte does not hold are in no key. */
        private final byte[] bytes;

        private int at;

        /** Characters that take two places in a text become others. */
        Lines(String text) {
            this.bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            this.text = bytes.length == text.length() ? text : new String(bytes, StandardCharsets.ISO_8859_1);
        }

        boolean any() {
            return at < bytes.length;
        }

        boolean startWith(String word) {
            return text.startsWith(word, at);
        }

        /** The values of the wanted keys in the next line. */
        Map<String, String> next() {
            var fields = new HashMap<String, String>();
            @Nullable String key = null;
            int value = at;
            int word = at;
            int here = at;
            // The simple compiler keeps local variables in registers, and fields not.
            byte[] line = bytes;
            while (here < line.length && line[here] != '\n') {
                byte letter = line[here];
                if (letter == ' ') {
                    word = here + 1;
                } else if (letter == '=' && word < here) {
                    String next = wanted(word, here);
                    if (next != null || (key != null && isKey(line, word, here))) {
                        put(fields, key, value, word);
                        key = next;
                        value = here + 1;
                    }
                }
                here++;
            }
            put(fields, key, value, here);
            at = here + 1;
            return fields;
        }

        /** The wanted key that stands between these places; null if it is none. */
        private @Nullable String wanted(int start, int end) {
            byte first = bytes[start];
            String @Nullable [] keys = first < 0 ? null : wanted[first];
            if (keys != null) {
                for (String key : keys) {
                    if (key.length() == end - start && text.startsWith(key, start)) {
                        return key;
                    }
                }
            }
            return null;
        }

        private void put(Map<String, String> fields, @Nullable String key, int start, int end) {
            if (key == null) {
                return;
            }
            int first = start;
            int last = end;
            while (last > first && isBlank(bytes[last - 1])) {
                last--;
            }
            while (first < last && isBlank(bytes[first])) {
                first++;
            }
            fields.putIfAbsent(key, text.substring(first, last));
        }

        void skip() {
            while (at < bytes.length && bytes[at] != '\n') {
                at++;
            }
            at++;
        }
    }

    private static boolean isBlank(byte letter) {
        return letter == ' ' || letter == '\t' || letter == '\r';
    }

    private static boolean isKey(byte[] bytes, int start, int end) {
        if (bytes[start] < 'A' || bytes[start] > 'Z') {
            return false;
        }
        for (int at = start + 1; at < end; at++) {
            byte here = bytes[at];
            boolean letter = (here >= 'a' && here <= 'z') || (here >= 'A' && here <= 'Z');
            // The digits stand between / and :, which may be in a key too.
            if (!letter && (here < '/' || here > ':') && here != '_') {
                return false;
            }
        }
        return true;
    }
}
