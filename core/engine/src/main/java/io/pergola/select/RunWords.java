package io.pergola.select;

import io.pergola.model.RunId;
import io.pergola.store.Groups;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads words by which users name runs. */
final class RunWords {

    private static final String LABEL = "(?:([a-z0-9_]+)\\.)?";
    private static final Pattern BETWEEN = Pattern.compile("(\\d+)-(\\d+)");
    private static final Pattern SERIES_BETWEEN = Pattern.compile("s(\\d+)-s?(\\d+)");
    private static final Pattern SERIES = Pattern.compile(LABEL + "s(\\d+)(?:\\.(\\d+)(?:-(\\d+))?)?");
    private static final Pattern LARGE = Pattern.compile(LABEL + "(\\d{10,})");

    private static final int MOST_DIGITS = 9;

    private RunWords() {}

    static RunWord read(String word) {
        return switch (word) {
            case "all" -> new RunWord.All();
            case "last" -> new RunWord.Last();
            default -> number(word);
        };
    }

    private static RunWord number(String word) {
        Matcher between = BETWEEN.matcher(word);
        if (between.matches()) {
            return new RunWord.Between(number(between, 1), number(between, 2));
        }
        Matcher seriesBetween = SERIES_BETWEEN.matcher(word);
        if (seriesBetween.matches()) {
            return new RunWord.SeriesBetween(number(seriesBetween, 1), number(seriesBetween, 2));
        }
        // Before the ids of runs: 's12.3' could as well be one with the label 's12'.
        Matcher series = SERIES.matcher(word);
        if (series.matches()) {
            return series(series);
        }
        Optional<RunId> id = RunId.parse(word).or(() -> large(word));
        return id.isPresent()
                ? new RunWord.One(id.get())
                : Groups.isName(word) ? new RunWord.Group(word) : new RunWord.Malformed();
    }

    private static RunWord series(Matcher word) {
        var series = new RunWord.Series(label(word.group(1)), number(word, 2));
        if (word.group(3) == null) {
            return series;
        }
        int first = number(word, 3);
        return new RunWord.Part(series, first, word.group(4) == null ? first : number(word, 4));
    }

    private static Optional<RunId> large(String word) {
        Matcher large = LARGE.matcher(word);
        return large.matches() ? Optional.of(new RunId(label(large.group(1)), Integer.MAX_VALUE)) : Optional.empty();
    }

    private static String label(@Nullable String written) {
        return written == null ? RunId.MAIN : written;
    }

    /** What has more digits than any number of ours stands for one that does not exist. */
    private static int number(Matcher word, int group) {
        String digits = word.group(group);
        return digits.length() > MOST_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }
}
