package io.pergola.graph;

import io.pergola.expr.Functions;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs with results, numbered from 1. */
final class Runs {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final List<GraphRun> all = new ArrayList<>();

    /** A run of a test; keys and values in turn. */
    Runs add(String name, Object... results) {
        var values = new LinkedHashMap<String, Value>();
        values.put("name", Value.of(name));
        values.put("id", Value.of(all.size() + 1L));
        values.putAll(entries(results).values());
        all.add(new GraphRun(Integer.toString(all.size() + 1), name, new Value.Entries(values), List.of()));
        return this;
    }

    Runs addUnfinished(String name) {
        all.add(new GraphRun(
                Integer.toString(all.size() + 1), name, new Value.Entries(new LinkedHashMap<>()), List.of()));
        return this;
    }

    static Value.Entries entries(Object... keysAndValues) {
        var values = new LinkedHashMap<String, Value>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put((String) keysAndValues[i], value(keysAndValues[i + 1]));
        }
        return new Value.Entries(values);
    }

    private static Value value(Object given) {
        return switch (given) {
            case Value value -> value;
            case Integer number -> Value.of(number.longValue());
            case Double number -> Value.of(number);
            case Boolean flag -> Value.of(flag);
            case List<?> items ->
                new Value.Items(items.stream().map(Runs::value).toList());
            default -> Value.of(given.toString());
        };
    }

    static GraphRequest asking(String x, String... ys) {
        return new GraphRequest(x, List.of(ys), List.of(), null, null, GraphRequest.Labels.NONE);
    }

    static GraphRequest as(GraphKind kind, GraphRequest request) {
        return new GraphRequest(request.x(), request.ys(), request.averages(), request.by(), kind, request.labels());
    }

    static GraphRequest by(String expression, GraphRequest request) {
        return new GraphRequest(
                request.x(), request.ys(), request.averages(), expression, request.kind(), request.labels());
    }

    static GraphRequest averaged(GraphRequest request) {
        return new GraphRequest(
                request.x(), request.ys(), request.ys(), request.by(), request.kind(), request.labels());
    }

    GraphData draw(GraphRequest request) {
        return Gathering.gather(request, all, Functions.builtIn(), ZONE);
    }

    /** Why there is nothing to draw, with the advice. */
    String refusal(GraphRequest request) {
        try {
            draw(request);
        } catch (ConfigException e) {
            return e.problems().stream()
                    .map(problem -> problem + "\n" + problem.help().orElse(""))
                    .collect(Collectors.joining("\n"));
        }
        throw new AssertionError("It was drawn");
    }

    /** {@code label: x,y x,y} for each series. */
    static List<String> series(GraphData data) {
        return data.series().stream()
                .map(series -> series.label() + ": "
                        + series.points().stream()
                                .map(point -> text(point.x()) + "," + text(point.y()))
                                .collect(Collectors.joining(" ")))
                .toList();
    }

    static List<String> notes(GraphData data) {
        return data.notes().stream().map(Problem::what).toList();
    }

    static Map<String, Integer> limits(GraphData data) {
        var limits = new LinkedHashMap<String, Integer>();
        data.limits().forEach(limit -> limits.put(limit.label(), limit.series()));
        return limits;
    }

    private static String text(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
