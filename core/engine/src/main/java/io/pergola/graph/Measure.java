package io.pergola.graph;

import io.pergola.report.Figure;
import io.pergola.report.Figures;
import io.pergola.results.Units;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** In what a quantity is measured, and what it should be. The unit is that of the first run that has one; others are converted. */
final class Measure {

    private final List<String> path;
    private String unit = "";

    Measure(Quantity quantity) {
        this.path = quantity.path();
    }

    /** Empty as long as none is known. */
    String unit() {
        return unit;
    }

    /**
     * What is known of the quantity in one run.
     *
     * @param unit of its values there; may be empty
     * @param factor takes them to the unit of all; empty if that is something else
     * @param expected in the unit of the values there; one for each figure with a reference
     */
    record Known(String unit, Optional<BigDecimal> factor, List<Figure.Expected> expected) {}

    Known of(GraphRun run) {
        List<Figure> figures = path.isEmpty()
                ? List.of()
                : Figures.flat(run.results(), run.nodes()).stream()
                        .filter(figure -> matches(figure.key()))
                        .toList();
        String own = figures.stream()
                .map(Figure::unit)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse(path.equals(List.of("duration")) ? "s" : "");
        if (unit.isEmpty()) {
            unit = own;
        }
        return new Known(
                own,
                own.isEmpty() ? Optional.of(BigDecimal.ONE) : Units.factor(own, unit),
                figures.stream()
                        .map(Figure::expected)
                        .filter(Figure.Expected::known)
                        .toList());
    }

    private boolean matches(String key) {
        String[] parts = key.split("\\.", -1);
        if (parts.length != path.size()) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!path.get(i).equals("*") && !path.get(i).equals(parts[i])) {
                return false;
            }
        }
        return true;
    }
}
