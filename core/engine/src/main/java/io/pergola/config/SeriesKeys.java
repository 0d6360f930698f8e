package io.pergola.config;

import java.util.List;
import java.util.regex.Pattern;

/** The keys of a series file, {@code series/NAME.yaml}. */
public final class SeriesKeys {

    private static final KeyType.Word ON_FAILURE =
            new KeyType.Word(Pattern.compile("stop|continue"), "stop or continue");
    private static final KeyType.Word TIME_OF_DAY =
            new KeyType.Word(Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]"), "a time of day, such as 02:00");
    private static final KeyType.Word DAY = new KeyType.Word(
            Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"), "a day, such as 2026-11-23");

    private SeriesKeys() {}

    /** The keys of a series. */
    public static KeyType.Section series() {
        return new KeyType.Section(List.of(
                Key.text("summary", "one line that says what the series is for"),
                Key.free(
                        "test_sets",
                        set(),
                        NameRule.ANY,
                        "sets of tests by name, in the order in which they are started"),
                Key.list("modes", "modes for all sets, before each set's own"),
                Key.list("overrides", "settings for all sets, as after -c: KEY=VALUE"),
                Key.count("simultaneous", 0, "0", "how many runs may go on at once; 0 for any number"),
                Key.flag("ordered", false, "each set waits for the one before it"),
                Key.count("repeat", 1, "1", "how often the whole series is run"),
                Key.flag("ignore_errors", true, "go on when tests cannot be made, built or started"),
                onFailure("what happens after a set has not passed; a set may say otherwise"),
                word(
                        "time_budget",
                        TimeSpan.WORD,
                        "so long after its start the series begins nothing any more, and no run that could not end by then"),
                word("every", TimeSpan.WORD, "how often 'pergola series due' starts it"),
                word("at", TIME_OF_DAY, "the time of day at which it is due; 00:00 if not set"),
                word("from", DAY, "the first day on which it is due"),
                Key.text(
                        "name",
                        "name of the series, if it is not that of the file; lower-case letters, digits, _ and -"),
                Key.text("os", "the layer for the operating system; that of this machine if not set"),
                Key.text("host", "the layer for the host; that of this machine if not set")));
    }

    private static Key onFailure(String doc) {
        return word("on_failure", ON_FAILURE, doc + ": stop begins nothing any more, continue goes on")
                .knows("stop", "continue");
    }

    private static Key word(String name, KeyType.Word type, String doc) {
        return new Key(name, type, List.of(), doc, false);
    }

    private static KeyType.Section set() {
        return new KeyType.Section(List.of(
                Key.list("tests", "what to run, as after 'pergola run'"),
                Key.list("depends_on", "sets that must have ended before"),
                Key.flag("depends_pass", false, "all tests of these sets must have passed"),
                Key.list("modes", "modes for this set, after those of the series"),
                Key.list("overrides", "settings for this set, after those of the series: KEY=VALUE"),
                Key.free(
                        SetMatrix.KEY,
                        new KeyType.Texts(),
                        KeyType.Variables.PARTS,
                        "values by name; one set for each combination, in which {{matrix.NAME}} is the value"),
                onFailure("what happens after this set has not passed"),
                Key.free("only_if", new KeyType.Texts(), NameRule.ANY, "added to only_if of each test"),
                Key.free("not_if", new KeyType.Texts(), NameRule.ANY, "added to not_if of each test"),
                new Key(
                        "simultaneous",
                        new KeyType.Count(0),
                        List.of(),
                        "how many runs of this set may go on at once; the number of the series holds besides",
                        false)));
    }
}
