package io.pergola.plugins.slurm;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** One line of {@code scontrol show ... -o}: {@code Key=value}, where values may hold blanks and more of them may stand between. */
final class Fields {

    private Fields() {}

    /**
     * The values of the wanted keys. A value ends where the next key begins; the first of a key counts, as free text stands
     * last.
     */
    static Map<String, String> of(String line, Set<String> wanted) {
        var fields = new HashMap<String, String>();
        int equals = nextKey(line, 0);
        while (equals >= 0) {
            int start = line.lastIndexOf(' ', equals) + 1;
            String key = line.substring(start, equals);
            int next = nextKey(line, equals + 1);
            if (wanted.contains(key)) {
                int end = next < 0 ? line.length() : line.lastIndexOf(' ', next);
                fields.putIfAbsent(key, line.substring(equals + 1, end).strip());
            }
            equals = next;
        }
        return fields;
    }

    /** The {@code =} behind the next key, which stands behind a blank and begins with a capital letter. */
    private static int nextKey(String line, int from) {
        int equals = line.indexOf('=', from);
        while (equals >= 0) {
            int start = line.lastIndexOf(' ', equals) + 1;
            boolean key = start >= from && start < equals && Character.isUpperCase(line.charAt(start));
            if (key && isName(line, start, equals)) {
                return equals;
            }
            equals = line.indexOf('=', equals + 1);
        }
        return -1;
    }

    private static boolean isName(String line, int start, int end) {
        for (int at = start; at < end; at++) {
            char here = line.charAt(at);
            if (!Character.isLetterOrDigit(here) && here != ':' && here != '/' && here != '_') {
                return false;
            }
        }
        return true;
    }
}
