package io.pergola.results;

import io.pergola.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Figures against what they should be. */
final class ReferenceCheck {

    private final Value.Entries results;
    private final Map<String, Value> units;
    private final SequencedMap<String, Value> told = new LinkedHashMap<>();
    private final List<String> outside = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    /** {@code results} with temporary keys, and the base. */
    ReferenceCheck(Value.Entries results, Map<String, Value> units) {
        this.results = results;
        this.units = units;
    }

    void check(List<Reference> references) {
        RunPlace place = RunPlace.of(results);
        for (Reference reference : references) {
            Reference.Range range = reference.range(place);
            FigurePath.find(results, reference.path()).forEach((path, figure) -> check(path, figure, range));
        }
    }

    /** What is to be kept beside the figures, by their paths. */
    SequencedMap<String, Value> told() {
        return told;
    }

    /** Sentences about figures that are out of their range. */
    List<String> outside() {
        return outside;
    }

    /** Sentences about figures that are not there, or not to be compared. */
    List<String> missing() {
        return missing;
    }

    private void check(String path, Value figure, Reference.Range range) {
        String unit = units.get(path) instanceof Value.Text(String own) ? own : range.unit();
        Optional<BigDecimal> factor =
                range.unit().isEmpty() ? Optional.of(BigDecimal.ONE) : Units.factor(range.unit(), unit);
        if (factor.isEmpty()) {
            missing.add(path + " is in " + unit + ", its reference in " + range.unit());
            tell(path, range, unit, BigDecimal.ONE, "unit");
            return;
        }
        tell(path, range, unit, factor.get(), state(path, figure, range, unit, factor.get()));
    }

    private String state(String path, Value figure, Reference.Range range, String unit, BigDecimal factor) {
        Optional<Double> number = number(figure);
        if (number.isEmpty()) {
            if (range.judges()) {
                missing.add(path + " has no value to compare with its reference");
            }
            return "missing";
        }
        String shown = path + " " + Figure.text(Value.of(number.get()), unit);
        if (number.get().isNaN() && range.judges()) {
            outside.add(shown + " is not a number");
            return "below";
        }
        Optional<String> below = range.lower()
                .filter(limit -> number.get() < limit.of(range.value()) * factor.doubleValue())
                .map(limit -> shown + " is below " + words(limit, range, factor));
        Optional<String> above = range.upper()
                .filter(limit -> number.get() > limit.of(range.value()) * factor.doubleValue())
                .map(limit -> shown + " is above " + words(limit, range, factor));
        below.or(() -> above).ifPresent(outside::add);
        return below.isPresent() ? "below" : above.isPresent() ? "above" : "ok";
    }

    private static String words(Reference.Limit limit, Reference.Range range, BigDecimal factor) {
        String number = Figure.number(limit.of(range.value()) * factor.doubleValue());
        return limit.percent()
                ? number + " (reference "
                        + Figure.number(range.value().orElse(BigDecimal.ZERO).doubleValue() * factor.doubleValue())
                        + " "
                        + limit.written() + ")"
                : number;
    }

    private static Optional<Double> number(Value figure) {
        return switch (Numbers.convert(figure)) {
            case Value.Int(var number) -> Optional.of(number.doubleValue());
            case Value.Real(double number) -> Optional.of(number);
            default -> Optional.empty();
        };
    }

    private void tell(String path, Reference.Range range, String unit, BigDecimal factor, String state) {
        var about = new LinkedHashMap<String, Value>();
        range.value()
                .ifPresent(value ->
                        about.put("value", Value.of(value.multiply(factor).doubleValue())));
        range.lower().ifPresent(limit -> about.put("lower", Value.of(limit.of(range.value()) * factor.doubleValue())));
        range.upper().ifPresent(limit -> about.put("upper", Value.of(limit.of(range.value()) * factor.doubleValue())));
        if (!unit.isEmpty()) {
            about.put("unit", Value.of(unit));
        }
        if (range.better() != Reference.Better.UNSAID) {
            about.put("better", Value.of(range.better().name().toLowerCase(Locale.ROOT)));
        }
        about.put("state", Value.of(state));
        told.put(path, Value.of(about));
    }
}
