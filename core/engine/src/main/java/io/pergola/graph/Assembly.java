package io.pergola.graph;

import io.pergola.graph.GraphData.Limit;
import io.pergola.graph.GraphData.Point;
import io.pergola.graph.GraphData.Series;
import io.pergola.graph.GraphData.XAxis;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Puts the values that were gathered onto axes, and gives everything its label. */
final class Assembly {

    private final Asked asked;
    private final List<Strand> strands;
    private final Map<Quantity, String> units;
    private final String xUnit;
    private final Set<String> groups = new LinkedHashSet<>();
    private final Set<Quantity> quantities = new LinkedHashSet<>();
    private final Set<String> usedUnits = new LinkedHashSet<>();
    private final List<Problem> notes = new ArrayList<>();

    Assembly(Asked asked, List<Strand> strands, Map<Quantity, String> units, String xUnit) {
        this.asked = asked;
        this.strands = strands;
        this.units = units;
        this.xUnit = xUnit;
        for (Strand strand : strands) {
            groups.add(strand.group());
            quantities.add(strand.quantity());
            usedUnits.add(unit(strand.quantity()));
        }
    }

    GraphData data(List<Problem> omitted, ZoneId zone) {
        GraphRequest.Labels labels = asked.request().labels();
        List<Value> all = strands.stream()
                .flatMap(strand -> strand.values().stream().map(Strand.Raw::x))
                .toList();
        GraphKind wanted = asked.request().kind();
        String xLabel = GraphText.title(given(labels.x(), measured(asked.x().source(), xUnit)));
        var horizontal = Horizontal.of(asked.x(), xLabel, all, wanted == GraphKind.BAR, zone);
        boolean named = horizontal.axis() instanceof XAxis.Categories;
        List<Limit> limits = limits();
        notes.addAll(omitted);
        return new GraphData(
                GraphText.title(given(
                        labels.title(), groups.size() == 1 ? groups.iterator().next() : "")),
                horizontal.axis(),
                GraphText.title(given(labels.y(), yLabel())),
                wanted != null ? wanted : named ? GraphKind.BAR : GraphKind.SCATTER,
                strands.stream().map(strand -> series(strand, horizontal)).toList(),
                limits,
                notes);
    }

    private static String given(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private static String measured(String name, String unit) {
        return unit.isEmpty() ? name : name + " [" + unit + "]";
    }

    private String unit(Quantity quantity) {
        return units.getOrDefault(quantity, "");
    }

    private String yLabel() {
        if (quantities.size() == 1) {
            Quantity only = quantities.iterator().next();
            return measured(only.source(), unit(only));
        }
        return usedUnits.size() == 1 ? usedUnits.iterator().next() : "";
    }

    private Series series(Strand strand, Horizontal horizontal) {
        List<Point> points = strand.values().stream()
                .map(raw -> new Point(horizontal.place(raw.x()), raw.y()))
                .toList();
        return new Series(GraphText.label(label(strand)), asked.averages(strand.quantity()), points);
    }

    private String label(Strand strand) {
        String name = usedUnits.size() == 1
                ? name(strand.quantity())
                : measured(name(strand.quantity()), unit(strand.quantity()));
        if (groups.size() == 1) {
            return name;
        }
        return quantities.size() == 1 ? strand.group() : strand.group() + ": " + name;
    }

    /** The last part of its path, if no other ends in the same. */
    private String name(Quantity quantity) {
        boolean alone = quantities.stream()
                        .filter(other -> other.shortName().equals(quantity.shortName()))
                        .count()
                == 1;
        return alone ? quantity.shortName() : quantity.source();
    }

    private List<Limit> limits() {
        List<String> labels =
                strands.stream().map(strand -> GraphText.label(label(strand))).toList();
        var limits = new Limits(notes);
        for (Quantity quantity : quantities) {
            List<Integer> its = IntStream.range(0, strands.size())
                    .filter(index -> strands.get(index).quantity().equals(quantity))
                    .boxed()
                    .toList();
            limits.add(strands, its, labels, quantities.size() == 1 ? "" : name(quantity), unit(quantity));
        }
        return limits.all();
    }
}
