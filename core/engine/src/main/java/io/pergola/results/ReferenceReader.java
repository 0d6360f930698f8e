package io.pergola.results;

import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code result_reference}. */
final class ReferenceReader {

    private static final String SECTION = "result_reference";
    private static final Pattern NUMBER =
            Pattern.compile("\\s*([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?)\\s*(%?)\\s*");

    private final ProblemSink problems;
    private final Predicate<String> waits;
    private final boolean open;

    /** {@code open}: the value of which a percentage is a part may not be known yet. */
    ReferenceReader(ProblemSink problems, Predicate<String> waits, boolean open) {
        this.problems = problems;
        this.waits = waits;
        this.open = open;
    }

    List<Reference> read(Value.Entries section) {
        List<Reference> references = new ArrayList<>();
        section.values().forEach((path, value) -> {
            var faults = new Faults(problems, SECTION + "." + path);
            if (value instanceof Value.Entries(var arguments)) {
                Reference reference = new Reference(path, range(arguments, faults), special(arguments, path));
                if (!faults.any()) {
                    check(reference, faults);
                    references.add(reference);
                }
            } else if (!(value instanceof Value.Null)) {
                faults.add(Problem.error("must be a mapping").help("Write {value: 120, lower: -5%, upper: +10%}"));
            }
        });
        return List.copyOf(references);
    }

    private List<Reference.Special> special(Map<String, Value> arguments, String path) {
        List<Reference.Special> special = new ArrayList<>();
        if (arguments.get("for") instanceof Value.Entries(var ranges)) {
            ranges.forEach((glob, value) -> {
                var faults = new Faults(problems, SECTION + "." + path + ".for." + glob);
                Map<String, Value> own = value instanceof Value.Entries(var values) ? values : Map.of();
                special.add(new Reference.Special(glob, Globs.pattern(glob), range(own, faults)));
            });
        }
        return special;
    }

    private Reference.Range range(Map<String, Value> arguments, Faults faults) {
        Map<String, Value> given = new LinkedHashMap<>(arguments);
        given.values().removeIf(value -> value instanceof Value.Text(String text) && waits.test(text));
        var texts = new Arguments(given, faults);
        return new Reference.Range(
                limit("value", texts, faults).map(Reference.Limit::number),
                limit("lower", texts, faults),
                limit("upper", texts, faults),
                texts.text("unit", "").strip(),
                texts.choice("better", Reference.Better.values(), Reference.Better.UNSAID));
    }

    private static Optional<Reference.Limit> limit(String name, Arguments arguments, Faults faults) {
        String text = arguments.has(name) ? arguments.text(name, "") : "";
        if (text.isBlank()) {
            return Optional.empty();
        }
        Matcher match = NUMBER.matcher(text);
        boolean percent = match.matches() && !match.group(2).isEmpty();
        if (!match.matches() || (percent && name.equals("value"))) {
            String wanted = name.equals("value") ? "a number" : "a number or a percentage such as -5%";
            faults.add(name, Problem.error(name + " must be " + wanted + ", not '" + text + "'"));
            return Optional.empty();
        }
        return Optional.of(new Reference.Limit(text.strip(), new BigDecimal(match.group(1)), percent));
    }

    private void check(Reference reference, Faults faults) {
        List<Reference.Range> ranges = new ArrayList<>(List.of(reference.base()));
        reference.special().forEach(each -> ranges.add(each.range().over(reference.base())));
        for (Reference.Range range : ranges) {
            boolean percent = range.lower().filter(Reference.Limit::percent).isPresent()
                    || range.upper().filter(Reference.Limit::percent).isPresent();
            boolean elsewhere =
                    range.equals(reference.base()) && !reference.special().isEmpty();
            if (percent && range.value().isEmpty()) {
                if (!open && !elsewhere) {
                    faults.add("value", Problem.error("a percentage needs a value of which it is a part"));
                }
            } else if (range.lower().isPresent() && range.upper().isPresent()) {
                double lower = range.lower().get().of(range.value());
                double upper = range.upper().get().of(range.value());
                if (lower > upper) {
                    faults.add("lower", Problem.error("the lower limit is above the upper one"));
                }
            }
        }
    }
}
