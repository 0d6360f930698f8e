package io.pergola.references;

import io.pergola.config.Layer;
import io.pergola.config.Setting;
import io.pergola.model.Problem;
import io.pergola.results.ReferenceFigures;
import io.pergola.yaml.YamlEdit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** One value while runs are gathered for it. */
final class Draft {

    /** More digits than any benchmark repeats. */
    private static final MathContext DIGITS = new MathContext(6);

    /** Where it belongs. */
    sealed interface Spot {

        /** It stands somewhere. */
        record Written(Setting.Text text) implements Spot {}

        /** It stands nowhere, and shall be in a file below the name of a run. */
        record Missing(Path file, String name) implements Spot {}

        /** It stands nowhere, and cannot. */
        record Nowhere(Problem why) implements Spot {}
    }

    private final Spot spot;
    private final String figure;
    private final String glob;
    private final String unit;
    private final boolean tellUnit;
    private final SequencedSet<String> tests = new LinkedHashSet<>();
    private final List<List<Double>> runs = new ArrayList<>();
    private @Nullable Problem refused;

    /**
     * @param glob the nodes or the system for which it holds; empty for all
     * @param unit in which the numbers are
     * @param tellUnit whether the unit is to be written with a new value
     */
    Draft(Spot spot, String figure, String glob, String unit, boolean tellUnit) {
        this.spot = spot;
        this.figure = figure;
        this.glob = glob;
        this.unit = unit;
        this.tellUnit = tellUnit;
    }

    /** Takes the figures of one more run, an older one. */
    void add(Sample sample, int most) {
        List<Double> numbers = ReferenceFigures.numbers(sample.results(), figure, unit);
        if (!numbers.isEmpty() && runs.size() < most) {
            runs.add(numbers);
            tests.add(sample.test().name());
        }
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    String firstTest() {
        return tests.stream().min(Comparator.naturalOrder()).orElse("");
    }

    double value() {
        double median =
                ReferenceFigures.median(runs.stream().flatMap(List::stream).toList());
        return new BigDecimal(median).round(DIGITS).doubleValue();
    }

    /** Says why it cannot be written. */
    void refuse(Problem why) {
        refused = why;
    }

    Spot spot() {
        return spot;
    }

    /** Its keys in a file, from the name of a test to {@code value}. */
    List<String> path() {
        String name =
                switch (spot) {
                    case Spot.Written(Setting.Text text) ->
                        text.origin().layer().name();
                    case Spot.Missing(Path _, String run) -> run;
                    case Spot.Nowhere _ -> "";
                };
        return glob.isEmpty() ? List.of(name, figure, "value") : List.of(name, figure, "for", glob, "value");
    }

    /** The unit that is to stand beside a new value; empty for none. */
    String newUnit() {
        return tellUnit ? unit : "";
    }

    Change change() {
        return new Change(tests.stream().sorted().toList(), figure, glob, runs.size(), old(), value(), unit, target());
    }

    private OptionalDouble old() {
        try {
            return spot instanceof Spot.Written(Setting.Text text)
                    ? OptionalDouble.of(
                            Double.parseDouble(text.value().orElse("").strip()))
                    : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private Change.Target target() {
        if (refused != null) {
            return new Change.Target.ByHand(refused);
        }
        return switch (spot) {
            case Spot.Nowhere(Problem why) -> new Change.Target.ByHand(why);
            case Spot.Missing(Path file, String _) -> new Change.Target.InFile(file, 0);
            case Spot.Written(Setting.Text text) -> {
                var place = text.origin().place();
                yield inFile(text) && place.isPresent()
                        ? new Change.Target.InFile(
                                Path.of(place.get().source()), place.get().line())
                        : new Change.Target.ByHand(byHand(text));
            }
        };
    }

    private static boolean inFile(Setting.Text text) {
        return text.origin().layer().kind() == Layer.Kind.REFERENCES;
    }

    private Problem byHand(Setting.Text text) {
        return text.mark(
                Problem.error(figure + ": this value is not in a file of references, so it is not changed for you")
                        .help("Write " + (YamlEdit.number(value()) + " " + unit).strip()
                                + " there, or take the value out and name a reference_file"),
                0);
    }
}
