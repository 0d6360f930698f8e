package io.pergola.config;

import io.pergola.model.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a series file says.
 *
 * @param name of the series
 * @param sets at least one, in the order of the file
 * @param modes for all sets, before each set's own
 * @param overrides {@code KEY=VALUE}, for all sets
 * @param simultaneous how many runs may go on at once; 0 for any number
 * @param ordered each set waits for the one before it
 * @param repeat how often the whole series is run, at least 1
 * @param ignoreErrors go on when tests cannot be made, built or started
 * @param os name of the OS layer; null for that of this machine
 * @param host name of the host layer; null for that of this machine
 * @param timeBudget after so long nothing is begun any more; null for never
 * @param cadence when it is due; null if nobody asks
 */
public record SeriesFile(
        String name,
        String summary,
        List<TestSet> sets,
        List<String> modes,
        List<String> overrides,
        int simultaneous,
        boolean ordered,
        int repeat,
        boolean ignoreErrors,
        @Nullable String os,
        @Nullable String host,
        @Nullable Duration timeBudget,
        @Nullable Cadence cadence) {

    /**
     * A set of tests.
     *
     * @param tests requests, at least one
     * @param dependsOn names of other sets, each once
     * @param dependsPass all tests of the sets on which it depends must have passed
     * @param modes after those of the series
     * @param overrides after those of the series
     * @param conditions added to those of each test
     * @param simultaneous how many of its runs may go on at once; 0 for as many as the series allows
     * @param stopOnFailure if it does not pass, the series begins nothing any more
     */
    public record TestSet(
            String name,
            List<String> tests,
            List<String> dependsOn,
            boolean dependsPass,
            List<String> modes,
            List<String> overrides,
            TestConditions conditions,
            int simultaneous,
            boolean stopOnFailure) {

        /** Copies the lists. */
        public TestSet {
            tests = List.copyOf(tests);
            dependsOn = List.copyOf(dependsOn);
            modes = List.copyOf(modes);
            overrides = List.copyOf(overrides);
        }

        /** The same with other sets on which it depends. */
        TestSet dependingOn(List<String> others) {
            return new TestSet(
                    name, tests, others, dependsPass, modes, overrides, conditions, simultaneous, stopOnFailure);
        }

        private Value.Entries toValue() {
            var values = new LinkedHashMap<String, Value>();
            values.put("tests", texts(tests));
            values.put("depends_on", texts(dependsOn));
            values.put("depends_pass", flag(dependsPass));
            values.put("modes", texts(modes));
            values.put("overrides", texts(overrides));
            values.put("on_failure", Value.of(stopOnFailure ? "stop" : "continue"));
            values.put("only_if", clauses(conditions.onlyIf()));
            values.put("not_if", clauses(conditions.notIf()));
            values.put("simultaneous", Value.of(String.valueOf(simultaneous)));
            return new Value.Entries(values);
        }
    }

    /** Copies the lists. */
    public SeriesFile {
        sets = List.copyOf(sets);
        modes = List.copyOf(modes);
        overrides = List.copyOf(overrides);
    }

    /** The same with what a command line says besides; null and nothing leave what the file says. */
    public SeriesFile with(
            @Nullable String otherName,
            @Nullable String otherOs,
            @Nullable String otherHost,
            List<String> moreModes,
            List<String> moreOverrides) {
        return new SeriesFile(
                otherName == null ? name : otherName,
                summary,
                sets,
                joined(modes, moreModes),
                joined(overrides, moreOverrides),
                simultaneous,
                ordered,
                repeat,
                ignoreErrors,
                otherOs == null ? os : otherOs,
                otherHost == null ? host : otherHost,
                timeBudget,
                cadence);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** In the form of the file, which {@link SeriesFiles#saved} reads back. */
    public Value.Entries toValue() {
        var values = new LinkedHashMap<String, Value>();
        values.put("name", Value.of(name));
        values.put("summary", Value.of(summary));
        var setValues = new LinkedHashMap<String, Value>();
        sets.forEach(set -> setValues.put(set.name(), set.toValue()));
        values.put("test_sets", new Value.Entries(setValues));
        values.put("modes", texts(modes));
        values.put("overrides", texts(overrides));
        values.put("simultaneous", Value.of(String.valueOf(simultaneous)));
        values.put("ordered", flag(ordered));
        values.put("repeat", Value.of(String.valueOf(repeat)));
        values.put("ignore_errors", flag(ignoreErrors));
        if (timeBudget != null) {
            values.put("time_budget", Value.of(TimeSpan.write(timeBudget)));
        }
        if (cadence != null) {
            values.put("every", Value.of(TimeSpan.write(cadence.every())));
            values.put("at", Value.of(cadence.at().toString()));
            values.put("from", Value.of(cadence.from().toString()));
        }
        for (var layer : layers().entrySet()) {
            values.put(layer.getKey(), Value.of(layer.getValue()));
        }
        return new Value.Entries(values);
    }

    private Map<String, String> layers() {
        var layers = new LinkedHashMap<String, String>();
        if (os != null) {
            layers.put("os", os);
        }
        if (host != null) {
            layers.put("host", host);
        }
        return layers;
    }

    private static Value flag(boolean value) {
        return Value.of(value ? "true" : "false");
    }

    private static Value texts(List<String> texts) {
        return new Value.Items(texts.stream().map(Value::of).toList());
    }

    private static Value clauses(SequencedMap<String, List<String>> clauses) {
        var values = new LinkedHashMap<String, Value>();
        clauses.forEach((text, regexes) -> values.put(text, texts(regexes)));
        return new Value.Entries(values);
    }
}
