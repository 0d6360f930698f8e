package io.pergola.results;

import io.pergola.expr.ExpressionException;
import io.pergola.expr.PythonRegex;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The arguments of one entry, read by type. What is wrong is added to the faults, and a harmless value returned. */
final class Arguments {

    private static final Pattern ANYTHING = Pattern.compile("");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");

    private final Map<String, Value> values;
    private final Faults faults;
    private final boolean whole;

    /** {@code values} without those that are unset. */
    Arguments(Map<String, Value> values, Faults faults) {
        this(values, faults, true);
    }

    /** {@code values} without those that are unset, and those that are not known yet; {@code whole} if there are none of these. */
    Arguments(Map<String, Value> values, Faults faults, boolean whole) {
        this.values = values;
        this.faults = faults;
        this.whole = whole;
    }

    /** False if something is wrong with them, or not known yet. */
    boolean usable() {
        return whole && !faults.any();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name, String fallback) {
        Value value = values.get(name);
        if (value == null) {
            return fallback;
        }
        return oneText(name, value);
    }

    List<String> texts(String name, List<String> fallback) {
        Value value = values.get(name);
        if (value == null) {
            return fallback;
        }
        if (!(value instanceof Value.Items items)) {
            return List.of(oneText(name, value));
        }
        List<String> texts = new ArrayList<>();
        items.values().forEach(item -> texts.add(oneText(name, item)));
        return texts;
    }

    private String oneText(String name, Value value) {
        if (value instanceof Value.Text text) {
            return text.value();
        }
        faults.add(name, Problem.error(name + " must be a text"));
        return "";
    }

    boolean truth(String name, boolean fallback) {
        String text = lower(text(name, String.valueOf(fallback)));
        if (!text.equals("true") && !text.equals("false")) {
            faults.add(name, Problem.error(name + " must be True or False, not '" + text + "'"));
        }
        return text.equals("true");
    }

    /** A whole number below 10 to the power of 9. */
    int count(String name) {
        String text = text(name, "0").strip();
        if (!WHOLE.matcher(text).matches()) {
            faults.add(name, Problem.error(name + " must be a whole number of at least 0, not '" + text + "'"));
            return 0;
        }
        return Integer.parseInt(text);
    }

    /** One of the constants; capital letters are taken for small ones. */
    <E extends Enum<E>> E choice(String name, E[] choices, E fallback) {
        String text = text(name, word(fallback));
        for (E choice : choices) {
            if (word(choice).equals(lower(text))) {
                return choice;
            }
        }
        faults.add(
                name,
                Problem.error(name + " cannot be '" + text + "'")
                        .help("It is one of "
                                + Arrays.stream(choices).map(Arguments::word).collect(Collectors.joining(", "))));
        return fallback;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    void add(String name, Problem problem) {
        faults.add(name, problem);
    }

    /** A fault of none of them in particular. */
    void add(Problem problem) {
        faults.add(problem);
    }

    Pattern regex(String name) {
        return regex(name, "");
    }

    Pattern regex(String name, String fallback) {
        return compiled(name, text(name, fallback));
    }

    List<Pattern> regexes(String name) {
        return texts(name, List.of()).stream().map(text -> compiled(name, text)).toList();
    }

    private Pattern compiled(String name, String text) {
        try {
            return text.isEmpty() ? ANYTHING : PythonRegex.compile(text);
        } catch (ExpressionException e) {
            faults.add(name, problem(name + " '" + text + "' is not a regular expression", e, text));
            return ANYTHING;
        }
    }

    /** A value that a function makes of a text; empty if it cannot. */
    <T> T made(String name, String fallback, Function<String, Optional<T>> make, String wanted) {
        String text = text(name, fallback);
        return make.apply(lower(text))
                .or(() -> {
                    faults.add(
                            name,
                            Problem.error(name + " cannot be '" + text + "'").help(wanted));
                    return make.apply(fallback);
                })
                .orElseThrow();
    }

    static Problem problem(String what, ExpressionException cause, String text) {
        int at = Math.min(cause.start(), text.length());
        String where = text.isEmpty() ? "" : " (at character " + (at + 1) + ")";
        Problem problem = Problem.error(what + ": " + cause.getMessage() + where);
        return cause.help().map(problem::help).orElse(problem);
    }
}
