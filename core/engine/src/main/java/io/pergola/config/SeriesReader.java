package io.pergola.config;

import io.pergola.model.Problem;
import io.pergola.yaml.YamlFile;
import io.pergola.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a series file and finds all that is wrong with it. */
final class SeriesReader {

    /** So many sets, repeats counted, are planned at most. */
    static final int MOST_SETS = 10_000;

    private static final NameRule NAMES =
            NameRule.of("[a-z][a-z0-9_-]+", "lower-case letters, digits, _ and -, starting with a letter");

    private final String name;
    private final ProblemList problems = ProblemList.ofFile();
    private final SeriesTimes times = new SeriesTimes(problems);
    private List<SeriesFile.TestSet> joined = List.of();

    /** @param name what the series is called if the file does not say */
    SeriesReader(String name) {
        this.name = name;
    }

    /** What came of it: the series, unless an error is among the problems. */
    record Outcome(@Nullable SeriesFile series, List<Problem> problems) {}

    Outcome read(YamlFile yaml) {
        problems.addAll(yaml.problems());
        @Nullable YamlNode root = yaml.node();
        if (!yaml.broken() && root == null) {
            problems.add(
                    Problem.error("the series '" + name + "' (" + yaml.source().name() + ") is empty")
                            .help("Write sets of tests below 'test_sets'"));
        }
        if (yaml.broken() || root == null) {
            return outcome(null);
        }
        new Validator(SeriesKeys.series(), false, problems).check(root, "");
        if (!(root instanceof YamlNode.Mapping mapping)) {
            return outcome(null);
        }
        sets(mapping);
        named(mapping);
        times.read(mapping);
        @Nullable SeriesFile series = problems.stream().anyMatch(Problem::isError) ? null : series(mapping);
        return outcome(series);
    }

    private Outcome outcome(@Nullable SeriesFile series) {
        return new Outcome(series, List.copyOf(problems));
    }

    private void named(YamlNode.Mapping mapping) {
        if (mapping.find("name").orElse(null) instanceof YamlNode.Scalar written
                && written.value()
                        .filter(text -> !text.equals(name) && !NAMES.accepts(text))
                        .isPresent()) {
            problems.add(written.span()
                    .mark(Problem.error("name: '" + written.value().orElse("") + "' cannot be the name of a series")
                            .help("It must be " + NAMES.meaning())));
        }
    }

    private void sets(YamlNode.Mapping mapping) {
        Optional<YamlNode> written = mapping.find("test_sets");
        if (written.isEmpty() || Validator.isNull(written.get())) {
            problems.add(mapping.span()
                    .mark(Problem.error("the series '" + name + "' has no sets of tests")
                            .help("Write them below 'test_sets': NAME: {tests: [SUITE.TEST]}")));
            return;
        }
        if (!(written.get() instanceof YamlNode.Mapping sets)) {
            return;
        }
        if (sets.entries().isEmpty()) {
            problems.add(sets.span().mark(Problem.error("test_sets: there is no set")));
        }
        var reader = new SetReader(SetReader.stops(mapping, false), problems);
        reader.read(sets);
        tooMany(mapping, reader);
        joined = new SetDependencies(reader.families(), SeriesNodes.flag(mapping, "ordered", false), problems)
                .join(reader.drafts());
    }

    private void tooMany(YamlNode.Mapping mapping, SetReader reader) {
        long all = reader.count() * SeriesNodes.count(mapping, "repeat", 1);
        if (all > MOST_SETS) {
            String less = reader.anyMatrix() ? "Repeat less often, or make the matrices smaller" : "Repeat less often";
            problems.add(mapping.span()
                    .mark(Problem.error("the sets and their repeats come to " + all + ", more than " + MOST_SETS)
                            .help(less + "; 'pergola series run' may be called again")));
        }
    }

    private SeriesFile series(YamlNode.Mapping mapping) {
        return new SeriesFile(
                SeriesNodes.text(mapping, "name")
                        .filter(text -> !text.isEmpty())
                        .orElse(name),
                SeriesNodes.text(mapping, "summary").orElse(""),
                joined,
                SeriesNodes.texts(mapping, "modes"),
                SeriesNodes.texts(mapping, "overrides"),
                SeriesNodes.count(mapping, "simultaneous", 0),
                SeriesNodes.flag(mapping, "ordered", false),
                SeriesNodes.count(mapping, "repeat", 1),
                SeriesNodes.flag(mapping, "ignore_errors", true),
                SeriesNodes.text(mapping, "os").orElse(null),
                SeriesNodes.text(mapping, "host").orElse(null),
                times.budget(),
                times.cadence());
    }
}
