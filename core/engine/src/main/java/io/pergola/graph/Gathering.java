package io.pergola.graph;

import io.pergola.expr.Functions;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates what was asked for on runs. */
public final class Gathering {

    /** Beyond it the ends of an axis would not be finite. */
    static final double LARGEST = 1e300;

    private final Asked asked;
    private final List<GraphRun> runs;
    private final Functions functions;
    private final Omissions omissions;
    private final Measure xMeasure;

    private Gathering(Asked asked, List<GraphRun> runs, Functions functions) {
        this.asked = asked;
        this.runs = runs;
        this.functions = functions;
        this.omissions = new Omissions(runs.size());
        this.xMeasure = new Measure(asked.x());
    }

    /**
     * What there is to draw of these runs, in their order. If x is a list in a run, each y must be a list of the same length there;
     * otherwise all values of y stand at that x. What a run does not have is left out and noted.
     *
     * @param zone in which times are shown
     * @throws ConfigException if an expression cannot be read, or there is nothing to draw
     */
    public static GraphData gather(GraphRequest request, List<GraphRun> runs, Functions functions, ZoneId zone) {
        Asked asked = Asked.of(request);
        if (runs.isEmpty()) {
            throw new ConfigException(Problem.error("there are no such runs, so there is nothing to draw")
                    .help("'pergola list test_runs all' lists those there are"));
        }
        if (asked.ys().isEmpty()) {
            throw new ConfigException(
                    Problem.error("-y is missing: what shall be drawn?").help(new GraphKeys(runs).sentence()));
        }
        return new Gathering(asked, List.copyOf(runs), functions).data(zone);
    }

    private GraphData data(ZoneId zone) {
        List<Row> rows = rows();
        Map<Row, String> groups = asked.by().map(by -> groups(by, rows)).orElseGet(() -> Grouping.of(rows));
        var strands = new ArrayList<Strand>();
        var units = new HashMap<Quantity, String>();
        for (Quantity y : asked.ys()) {
            var measure = new Measure(y);
            var byGroup = new LinkedHashMap<String, Strand>();
            for (Row row : rows) {
                String group = groups.get(row);
                if (group != null) {
                    read(row, measure, byGroup.computeIfAbsent(group, name -> new Strand(y, name)));
                }
            }
            byGroup.values().stream()
                    .filter(strand -> !strand.values().isEmpty())
                    .forEach(strands::add);
            units.put(y, measure.unit());
        }
        if (strands.isEmpty()) {
            throw nothing();
        }
        return new Assembly(asked, strands, units, xMeasure.unit()).data(omissions.notes(), zone);
    }

    private ConfigException nothing() {
        String help = omissions.help();
        return new ConfigException(
                Problem.error("there is nothing to draw: " + String.join("; ", omissions.sentences()))
                        .help(help + new GraphKeys(runs).sentence()));
    }

    private List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (GraphRun run : runs) {
            if (run.results().values().isEmpty()) {
                omissions.add("no results", run);
                continue;
            }
            switch (Reading.of(asked.x(), run, functions)) {
                case Reading.Lacking lacking -> omissions.add(lacking, run);
                case Reading.Found found -> row(run, found).ifPresent(rows::add);
            }
        }
        return rows;
    }

    private Optional<Row> row(GraphRun run, Reading.Found found) {
        Measure.Known known = xMeasure.of(run);
        if (known.factor().isEmpty()) {
            omissions.add(unlike(asked.x(), known, xMeasure), run);
            return Optional.empty();
        }
        BigDecimal factor = known.factor().get();
        if (factor.compareTo(BigDecimal.ONE) == 0) {
            return Optional.of(new Row(run, found));
        }
        List<Value> scaled =
                found.values().stream().map(value -> scaled(value, factor)).toList();
        return Optional.of(new Row(run, new Reading.Found(scaled, found.list())));
    }

    private static Value scaled(Value value, BigDecimal factor) {
        return switch (value) {
            case Value.Int(var whole) -> Value.of(whole.doubleValue() * factor.doubleValue());
            case Value.Real(double number) -> Value.of(number * factor.doubleValue());
            default -> value;
        };
    }

    private static String unlike(Quantity quantity, Measure.Known known, Measure measure) {
        return "'" + quantity.source() + "' is in " + known.unit() + " and not in " + measure.unit();
    }

    private Map<Row, String> groups(Quantity by, List<Row> rows) {
        var groups = new HashMap<Row, String>();
        for (Row row : rows) {
            switch (Reading.of(by, row.run(), functions)) {
                case Reading.Lacking lacking -> omissions.add(lacking, row.run());
                case Reading.Found found ->
                    groups.put(
                            row,
                            GraphText.of(
                                    found.list()
                                            ? new Value.Items(found.values())
                                            : found.values().getFirst()));
            }
        }
        return groups;
    }

    private void read(Row row, Measure measure, Strand strand) {
        Measure.Known known = measure.of(row.run());
        switch (Reading.of(strand.quantity(), row.run(), functions)) {
            case Reading.Lacking lacking -> omissions.add(lacking, row.run());
            case Reading.Found found -> {
                if (known.factor().isEmpty()) {
                    omissions.add(unlike(strand.quantity(), known, measure), row.run());
                } else if (row.single()
                        || row.x().values().size() == found.values().size()) {
                    double factor = known.factor().get().doubleValue();
                    pair(row, found, factor, strand);
                    known.expected().forEach(expected -> strand.expect(expected, factor));
                } else {
                    omissions.add(
                            "'" + strand.quantity().source() + "' has " + count(found.values()) + ", but '"
                                    + asked.x().source() + "' has "
                                    + count(row.x().values()),
                            row.run());
                }
            }
        }
    }

    private static String count(List<Value> values) {
        return values.size() == 1 ? "1 value" : values.size() + " values";
    }

    private void pair(Row row, Reading.Found found, double factor, Strand strand) {
        for (int i = 0; i < found.values().size(); i++) {
            Value x = row.single() ? row.first() : row.x().values().get(i);
            Value y = found.values().get(i);
            String left = fault(asked.x(), x, false);
            String fault = left.isEmpty() ? fault(strand.quantity(), y, true) : left;
            if (fault.isEmpty()) {
                strand.add(x, number(y) * factor);
            } else {
                omissions.add(fault, row.run());
            }
        }
    }

    /** Why a value cannot be drawn; empty if it can. */
    private static String fault(Quantity quantity, Value value, boolean vertical) {
        String quoted = "'" + quantity.source() + "'";
        return switch (value) {
            case Value.Null() -> "a value of " + quoted + " is null";
            case Value.Items _, Value.Entries _ -> quoted + " holds lists or mappings";
            case Value.Text _ when vertical -> quoted + " is no number";
            case Value.Text _ -> "";
            default ->
                !Double.isFinite(number(value))
                        ? quoted + " is infinite or not a number"
                        : Math.abs(number(value)) > LARGEST ? quoted + " is too large to draw" : "";
        };
    }

    private static double number(Value value) {
        return switch (value) {
            case Value.Int(var whole) -> whole.doubleValue();
            case Value.Real(double number) -> number;
            case Value.Bool(boolean flag) -> flag ? 1 : 0;
            default -> Double.NaN;
        };
    }
}
