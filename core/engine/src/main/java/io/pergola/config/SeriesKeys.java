package io.pergola.config;

import java.util.List;

/** The keys of a series file, {@code series/NAME.yaml}. */
public final class SeriesKeys {

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
                Key.text(
                        "name",
                        "name of the series, if it is not that of the file; lower-case letters, digits, _ and -"),
                Key.text("os", "the layer for the operating system; that of this machine if not set"),
                Key.text("host", "the layer for the host; that of this machine if not set")));
    }

    private static KeyType.Section set() {
        return new KeyType.Section(List.of(
                Key.list("tests", "what to run, as after 'pergola run'"),
                Key.list("depends_on", "sets that must have ended before"),
                Key.flag("depends_pass", false, "all tests of these sets must have passed"),
                Key.list("modes", "modes for this set, after those of the series"),
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
