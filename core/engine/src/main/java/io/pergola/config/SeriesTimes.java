package io.pergola.config;

import io.pergola.model.Problem;
import io.pergola.yaml.YamlNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the times of a series file: its budget, and when it is due. */
final class SeriesTimes {

    private static final Duration SHORTEST_EVERY = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(3660);

    private final List<Problem> problems;
    private @Nullable Duration budget;
    private @Nullable Cadence cadence;

    SeriesTimes(List<Problem> problems) {
        this.problems = problems;
    }

    void read(YamlNode.Mapping series) {
        budget = time(series, "time_budget", Duration.ofSeconds(1)).orElse(null);
        Optional<Duration> every = time(series, "every", SHORTEST_EVERY);
        LocalTime at =
                SeriesNodes.text(series, "at").flatMap(SeriesTimes::timeOfDay).orElse(LocalTime.MIDNIGHT);
        LocalDate from = day(series).orElse(Cadence.EPOCH);
        cadence = every.map(time -> new Cadence(time, at, from)).orElse(null);
        if (series.find("every").isEmpty()) {
            for (String key : List.of("at", "from")) {
                SeriesNodes.scalar(series, key)
                        .ifPresent(scalar -> problems.add(scalar.span()
                                .mark(Problem.error(key + ": it means nothing without 'every'")
                                        .help("Write how often the series is due, such as 'every: 24h'"))));
            }
        }
    }

    private Optional<Duration> time(YamlNode.Mapping series, String key, Duration least) {
        Optional<YamlNode.Scalar> scalar = SeriesNodes.scalar(series, key);
        Optional<Duration> time = scalar.flatMap(YamlNode.Scalar::value).flatMap(TimeSpan::parse);
        if (time.isPresent() && (time.get().compareTo(least) < 0 || time.get().compareTo(LONGEST) > 0)) {
            problems.add(scalar.get()
                    .span()
                    .mark(Problem.error(key + ": expected a time from " + TimeSpan.write(least) + " to "
                            + LONGEST.toDays() + " days, but this is '"
                            + scalar.get().value().orElse("") + "'")));
            return Optional.empty();
        }
        return time;
    }

    private static Optional<LocalTime> timeOfDay(String text) {
        try {
            return Optional.of(LocalTime.parse(text));
        } catch (DateTimeException e) {
            // Told by the table of keys.
            return Optional.empty();
        }
    }

    private Optional<LocalDate> day(YamlNode.Mapping series) {
        Optional<YamlNode.Scalar> scalar = SeriesNodes.scalar(series, "from");
        try {
            return scalar.flatMap(YamlNode.Scalar::value).map(LocalDate::parse);
        } catch (DateTimeException e) {
            scalar.flatMap(YamlNode.Scalar::value)
                    .filter(text -> text.matches("\\d{4}-\\d\\d-\\d\\d"))
                    .ifPresent(text -> problems.add(
                            scalar.get().span().mark(Problem.error("from: there is no day '" + text + "'"))));
            return Optional.empty();
        }
    }

    /** Null if nothing is said. */
    @Nullable Duration budget() {
        return budget;
    }

    /** Null if nothing is said. */
    @Nullable Cadence cadence() {
        return cadence;
    }
}
