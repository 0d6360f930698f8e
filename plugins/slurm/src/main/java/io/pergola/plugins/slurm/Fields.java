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
    Map<String, String> of(String text) {
        // One byte a character: those that it does not hold are in no key. Characters of two places in a text become
        // others.
        byte[] line = text.getBytes(StandardCharsets.ISO_8859_1);
        String same = line.length == text.length() ? text : new String(line, StandardCharsets.ISO_8859_1);
        var fields = new HashMap<String, String>();
        @Nullable String key = null;
        int value = 0;
        int word = 0;
        for (int here = 0; here < line.length; here++) {
            byte letter = line[here];
            if (letter == ' ') {
                word = here + 1;
            } else if (letter == '=' && word < here) {
                String next = wanted(line, word, here);
                if (next != null || (key != null && isKey(line, word, here))) {
                    put(fields, key, same, value, word);
                    key = next;
                    value = here + 1;
                }
            }
        }
        put(fields, key, same, value, line.length);
        return fields;
    }

    /** The wanted key that stands between these places; null if it is none. */
    private @Nullable String wanted(byte[] line, int start, int end) {
        byte first = line[start];
        String @Nullable [] keys = first < 0 ? null : wanted[first];
        if (keys != null) {
            for (String key : keys) {
                if (key.length() == end - start && isAt(key, line, start)) {
                    return key;
                }
            }
        }
        return null;
    }

    private static boolean isAt(String key, byte[] line, int start) {
        for (int at = key.length() - 1; at > 0; at--) {
            if (line[start + at] != key.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    private static void put(Map<String, String> fields, @Nullable String key, String text, int start, int end) {
        if (key == null) {
            return;
        }
        int first = start;
        int last = end;
        while (last > first && isBlank(text.charAt(last - 1))) {
            last--;
        }
        while (first < last && isBlank(text.charAt(first))) {
            first++;
        }
        fields.putIfAbsent(key, text.substring(first, last));
    }

    private static boolean isBlank(char letter) {
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
