package io.pergola.graph;

import io.pergola.graph.GraphData.XAxis;
import io.pergola.model.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What kind of axis x needs: numbers, times, or names; and where on it a value stands. */
final class Horizontal {

    private static final Set<String> TIMES = Set.of("created", "started", "finished");
    /** The years 1900 to 2200, for which an axis of times has sensible ticks. */
    private static final double FIRST_SECOND = -2.21e9;

    private static final double LAST_SECOND = 7.26e9;

    private final XAxis axis;
    private final Map<Value, Double> places;

    private Horizontal(XAxis axis, Map<Value, Double> places) {
        this.axis = axis;
        this.places = places;
    }

    XAxis axis() {
        return axis;
    }

    double place(Value x) {
        return places.getOrDefault(x, 0.0);
    }

    /** For all x there are, in their order. */
    static Horizontal of(Quantity quantity, String label, List<Value> all, boolean named, ZoneId zone) {
        boolean clock = TIMES.contains(quantity.source());
        Map<Value, Double> times = places(all, value -> clock ? number(value) : time(value, zone));
        boolean temporal =
                !times.isEmpty() && times.values().stream().allMatch(time -> time > FIRST_SECOND && time < LAST_SECOND);
        Map<Value, Double> numbers = temporal ? times : places(all, Horizontal::number);
        if (numbers.isEmpty()) {
            return names(label, all, GraphText::of);
        }
        if (named) {
            List<Value> sorted = numbers.keySet().stream()
                    .sorted(Comparator.comparingDouble(value -> numbers.getOrDefault(value, 0.0)))
                    .toList();
            return names(
                    label, sorted, temporal ? value -> local(numbers.getOrDefault(value, 0.0), zone) : GraphText::of);
        }
        boolean whole = numbers.values().stream().allMatch(number -> number == Math.rint(number));
        return new Horizontal(temporal ? new XAxis.Times(label, zone) : new XAxis.Numbers(label, whole), numbers);
    }

    private static Horizontal names(String label, List<Value> all, Function<Value, String> text) {
        var indexes = new LinkedHashMap<String, Integer>();
        var places = new LinkedHashMap<Value, Double>();
        for (Value value : all) {
            int index = indexes.computeIfAbsent(text.apply(value), _ -> indexes.size());
            places.put(value, (double) index);
        }
        List<String> names = indexes.keySet().stream().map(GraphText::label).toList();
        return new Horizontal(new XAxis.Categories(label, names), places);
    }

    /** Empty unless every value has a place. */
    private static Map<Value, Double> places(List<Value> all, Function<Value, @Nullable Double> place) {
        var places = new LinkedHashMap<Value, Double>();
        for (Value value : all) {
            Double its = place.apply(value);
            if (its == null) {
                return Map.of();
            }
            places.put(value, its);
        }
        return places;
    }

    private static @Nullable Double number(Value value) {
        return switch (value) {
            case Value.Int(var whole) -> whole.doubleValue();
            case Value.Real(double number) -> number;
            default -> null;
        };
    }

    /** Seconds since 1970 of an ISO 8601 date, or date and time; those without a zone are local. */
    private static @Nullable Double time(Value value, ZoneId zone) {
        if (!(value instanceof Value.Text(String text)) || text.length() < "2026-03-21".length()) {
            return null;
        }
        String written = text.strip().replace(' ', 'T');
        for (Function<String, Instant> form : List.<Function<String, Instant>>of(
                each -> LocalDate.parse(each).atStartOfDay(zone).toInstant(),
                each -> LocalDateTime.parse(each).atZone(zone).toInstant(),
                each -> OffsetDateTime.parse(each).toInstant())) {
            try {
                Instant instant = form.apply(written);
                return instant.getEpochSecond() + instant.getNano() / 1e9;
            } catch (DateTimeParseException e) {
                // Perhaps it has the next form.
            }
        }
        return null;
    }

    private static String local(double seconds, ZoneId zone) {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochSecond((long) Math.floor(seconds)), zone);
        return time.toLocalDate() + " " + time.toLocalTime();
    }
}
