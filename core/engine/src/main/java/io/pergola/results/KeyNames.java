package io.pergola.results;

import io.pergola.model.Problem;
import io.pergola.model.ResultKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The names under which values appear in the results. */
final class KeyNames {

    /** The key that decides. */
    static final String RESULT = ResultKeys.RESULT;

    /** A value under this name is thrown away. */
    static final String SKIP = "_";

    static final String ERRORS = ResultKeys.ERRORS;
    static final String PER_FILE = ResultKeys.PER_FILE;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private KeyNames() {}

    /** The names in a key such as {@code a, _, b}; {@code taken} holds each name seen so far and where. */
    static List<String> read(String key, String place, Map<String, String> taken, Faults faults) {
        List<String> names = new ArrayList<>();
        for (String part : key.split(",", -1)) {
            String name = part.strip();
            names.add(name);
            if (!name.equals(SKIP)) {
                check(name, faults);
                String other = taken.putIfAbsent(name, place);
                if (other != null) {
                    faults.add(Problem.error("the key '" + name + "' is already defined by " + other));
                }
            }
        }
        if (names.size() > 1 && names.contains(RESULT)) {
            faults.add(Problem.error("the key 'result' must stand alone"));
        }
        return List.copyOf(names);
    }

    static void check(String name, Faults faults) {
        if (!NAME.matcher(name).matches()) {
            faults.add(Problem.error("'" + name + "' cannot be a key")
                    .help("Keys are made of letters, digits and _, and do not begin with a digit"));
        } else if (ResultKeys.reserved(name)) {
            faults.add(Problem.error("the key '" + name + "' is reserved").help("Use another name"));
        }
    }
}
