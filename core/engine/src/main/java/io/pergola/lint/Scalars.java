package io.pergola.lint;

import io.pergola.expr.Functions;
import io.pergola.expr.Item;
import io.pergola.expr.Template;
import io.pergola.expr.Variable;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.yaml.YamlNode;
import java.math.BigInteger;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds plain scalars that YAML 1.1 turns into something else than their text (yaml.org/type/int.html, float.html, timestamp.html, bool.html). */
final class Scalars {

    private static final Pattern BINARY = Pattern.compile("([-+]?)0b([01_]+)");
    private static final Pattern OCTAL = Pattern.compile("([-+]?)0([0-7_]+)");
    private static final Pattern DECIMAL = Pattern.compile("([-+]?)(0|[1-9][0-9_]*)");
    private static final Pattern HEXADECIMAL = Pattern.compile("([-+]?)0x([0-9a-fA-F_]+)");
    private static final Pattern SIXTIES = Pattern.compile("[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?([0-9][0-9_]*)\\.[0-9_]*([eE][-+][0-9]+)?|[-+]?\\.[0-9][0-9_]*([eE][-+][0-9]+)?");
    private static final Pattern INFINITE = Pattern.compile("([-+]?)\\.(inf|Inf|INF)");
    private static final Pattern UNDEFINED = Pattern.compile("\\.(nan|NaN|NAN)");
    private static final Pattern DATE =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}|\\d{4}-\\d{1,2}-\\d{1,2}([Tt]|[ \\t]+)\\d{1,2}:\\d{2}:\\d{2}.*");
    private static final Set<String> WORDS = Set.of("yes", "no", "on", "off", "true", "false", "null", "~");

    private final Findings findings;
    private final Set<YamlNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    Scalars(Findings findings) {
        this.findings = findings;
    }

    /** Looks at all that is below a node; what aliases share is looked at once. */
    void check(YamlNode node) {
        switch (node) {
            case YamlNode.Scalar scalar -> scalar(scalar);
            case YamlNode.Sequence sequence -> {
                if (seen.add(sequence)) {
                    sequence.items().forEach(this::check);
                }
            }
            case YamlNode.Mapping mapping -> {
                if (seen.add(mapping)) {
                    mapping.entries().forEach(entry -> {
                        key(entry.key());
                        check(entry.value());
                    });
                }
            }
        }
    }

    private void scalar(YamlNode.Scalar scalar) {
        String text = scalar.value().orElse("");
        if (scalar.style() == YamlNode.Style.PLAIN) {
            elsewhere(text).ifPresent(other -> tell(scalar, text, other));
        }
    }

    private void key(YamlNode.Scalar key) {
        String text = key.value().orElse("");
        if (key.style() != YamlNode.Style.PLAIN) {
            return;
        }
        if (WORDS.contains(text.toLowerCase(Locale.ROOT))) {
            tell(key, text, "a truth value or nothing");
        } else {
            elsewhere(text).ifPresent(other -> tell(key, text, other));
        }
    }

    private void tell(YamlNode.Scalar scalar, String text, String other) {
        findings.add(
                Rule.YAML_SCALAR,
                scalar.span()
                        .mark(Problem.warning("'" + text
                                        + "' is that text here; YAML 1.1, and so Pavilion2, reads it as " + other)
                                .help("Put quotes round it to keep the text everywhere")));
    }

    /** What YAML 1.1 makes of a plain text, as Pavilion prints it; empty if that is the same text. */
    static Optional<String> elsewhere(String text) {
        char first = text.isEmpty() ? 'x' : text.charAt(0);
        boolean number = (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
        return number ? number(text).filter(other -> !other.equals(text)) : Optional.empty();
    }

    private static Optional<String> number(String text) {
        if (DATE.matcher(text).matches()) {
            return Optional.of("a date, and refuses it");
        }
        Optional<String> whole = whole(BINARY, 2, text)
                .or(() -> whole(OCTAL, 8, text))
                .or(() -> whole(DECIMAL, 10, text))
                .or(() -> whole(HEXADECIMAL, 16, text));
        return whole.or(() -> fraction(text));
    }

    private static Optional<String> whole(Pattern form, int base, String text) {
        var matcher = form.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String digits = matcher.group(2).replace("_", "");
        String sign = matcher.group(1).equals("-") ? "-" : "";
        return digits.isEmpty() ? Optional.empty() : Optional.of(new BigInteger(sign + digits, base).toString());
    }

    private static Optional<String> fraction(String text) {
        if (SIXTIES.matcher(text).matches()) {
            return Optional.of(sixties(text.replace("_", "")));
        }
        var infinite = INFINITE.matcher(text);
        if (infinite.matches()) {
            return Optional.of(infinite.group(1).equals("-") ? "-inf" : "inf");
        }
        if (UNDEFINED.matcher(text).matches()) {
            return Optional.of("nan");
        }
        return FLOAT.matcher(text).matches() ? Optional.of(printed(text.replace("_", ""))) : Optional.empty();
    }

    /** Digits to the base of sixty. */
    private static String sixties(String text) {
        boolean negative = text.startsWith("-");
        double sum = 0;
        for (String part : text.replaceFirst("^[-+]", "").split(":", -1)) {
            sum = sum * 60 + Double.parseDouble(part);
        }
        double value = negative ? -sum : sum;
        return text.contains(".")
                ? printed(Double.toString(value))
                : BigInteger.valueOf((long) value).toString();
    }

    /** The number as the language prints it. */
    private static String printed(String number) {
        Template template = Template.parse("{{n * 1.0}}");
        var variable = new Variable.Known(List.of(Item.of(number)));
        Value value = template.resolve((set, name) -> Optional.of(variable), Functions.builtIn());
        return value instanceof Value.Text(String text) ? text : number;
    }
}
