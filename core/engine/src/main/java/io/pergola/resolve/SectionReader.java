package io.pergola.resolve;

import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.pilot.Retries;
import io.pergola.results.Expectation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads typed sections from a resolved tree, and finds what makes no sense in them. */
final class SectionReader {

    private static final int MOST_RETRIES = 1000;
    private static final Pattern CAUSE = Pattern.compile("fail|error|timeout|signal|SIG[A-Z][A-Z0-9]+|[0-9]{1,3}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");
    private static final Pattern SHA256 = Pattern.compile("sha256:[0-9a-fA-F]{64}");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
    private static final Value.Entries EMPTY = new Value.Entries(new LinkedHashMap<>());

    private final Value.Entries section;
    private final String path;
    private final List<Problem> problems;
    private final BiFunction<String, Problem, Problem> locate;

    /**
     * A reader for one section.
     *
     * @param path what stands before its keys in messages
     * @param problems gets what is wrong
     * @param locate adds the place of the value at a path to a problem
     */
    SectionReader(
            Value.Entries section, String path, List<Problem> problems, BiFunction<String, Problem, Problem> locate) {
        this.section = section;
        this.path = path;
        this.problems = problems;
        this.locate = locate;
    }

    static Value.Entries section(Value.Entries config, String key) {
        return config.values().get(key) instanceof Value.Entries entries ? entries : EMPTY;
    }

    SectionReader below(String key) {
        return new SectionReader(section(section, key), path + "." + key, problems, locate);
    }

    RunSection run() {
        settled("expect")
                .filter(text -> Expectation.parse(text).isEmpty())
                .ifPresent(text -> wrong("expect", "expected " + Expectation.CHOICES + ", but this is '" + text + "'"));
        return new RunSection(
                list("cmds"),
                list("preamble"),
                modules(),
                env(),
                files(),
                texts("templates"),
                flag("verbose"),
                flag("autoexit"),
                timeout(),
                text("timeout_file"),
                seconds("timeout_total").filter(Duration::isPositive),
                count("warmup", 0),
                count("concurrent", 1),
                retries(),
                below("spack").list("load"));
    }

    BuildSection build() {
        return new BuildSection(
                list("cmds"),
                list("preamble"),
                modules(),
                env(),
                files(),
                texts("templates"),
                text("source_path"),
                text("source_url"),
                download(),
                checksum(),
                revision(),
                list("extra_files"),
                list("copy_files"),
                flag("on_nodes"),
                text("specificity").orElse(""),
                list("key_env"),
                list("key_programs"),
                timeout(),
                text("timeout_file"),
                flag("verbose"),
                flag("autoexit"),
                below("spack").list("install"),
                below("spack").list("load"));
    }

    /** The text behind a key; empty if it is unset, empty, or waits. */
    Optional<String> settled(String key) {
        return text(key).filter(text -> !Deferral.waits(text));
    }

    /** The text behind a key; empty if it is unset or empty. */
    Optional<String> text(String key) {
        return section.values().get(key) instanceof Value.Text(String text) && !text.isEmpty()
                ? Optional.of(text)
                : Optional.empty();
    }

    List<String> list(String key) {
        @Nullable Value value = section.values().get(key);
        return value == null ? List.of() : list(value);
    }

    static List<String> list(Value value) {
        if (!(value instanceof Value.Items(List<Value> items)) || items.isEmpty()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(items.size());
        for (Value item : items) {
            texts.add(textOf(item));
        }
        return texts;
    }

    private static String textOf(Value value) {
        return value instanceof Value.Text(String text) ? text : "";
    }

    private List<String> modules() {
        List<String> modules = list("modules");
        for (String entry : modules) {
            if (!Deferral.waits(entry)) {
                ModuleWrappers.wrong(entry).ifPresent(what -> wrong("modules", "'" + entry + "': " + what));
            }
        }
        return modules;
    }

    private SequencedMap<String, @Nullable String> env() {
        var env = new LinkedHashMap<String, @Nullable String>();
        section(section, "env")
                .values()
                .forEach((name, value) -> env.put(name, value instanceof Value.Text(String text) ? text : null));
        return env;
    }

    private SequencedMap<String, List<String>> files() {
        var files = new LinkedHashMap<String, List<String>>();
        section(section, "create_files").values().forEach((name, value) -> files.put(name, list(value)));
        return files;
    }

    private SequencedMap<String, String> texts(String key) {
        var texts = new LinkedHashMap<String, String>();
        section(section, key).values().forEach((name, value) -> texts.put(name, textOf(value)));
        return texts;
    }

    private boolean flag(String key) {
        return text(key).filter(text -> text.equalsIgnoreCase("true")).isPresent();
    }

    /** Any text that is not a number of seconds means that there is no limit. */
    private Optional<Duration> timeout() {
        return settled("timeout")
                .map(String::strip)
                .filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000)))
                .filter(Duration::isPositive);
    }

    private int count(String key, int least) {
        Optional<String> text = settled(key);
        if (text.isEmpty()) {
            return least;
        }
        Optional<Integer> number = number(text.get(), least);
        if (number.isEmpty()) {
            wrong(key, "expected a whole number of at least " + least + ", but this is '" + text.get() + "'");
        }
        return number.orElse(least);
    }

    private Retries retries() {
        int most = settled("retries").map(this::retries).orElse(0);
        Duration delay = seconds("retry_delay").orElse(Duration.ZERO);
        Set<String> causes = causes();
        return most == 0 ? Retries.NONE : new Retries(most, delay, causes);
    }

    private int retries(String text) {
        Optional<Integer> number = number(text, 0).filter(most -> most <= MOST_RETRIES);
        if (number.isEmpty()) {
            wrong("retries", "expected a whole number from 0 to " + MOST_RETRIES + ", but this is '" + text + "'");
        }
        return number.orElse(0);
    }

    private Set<String> causes() {
        Set<String> causes = new LinkedHashSet<>();
        for (String text : list("retry_on")) {
            if (CAUSE.matcher(text).matches()) {
                causes.add(text);
            } else {
                wrong(
                        "retry_on",
                        "'" + text
                                + "' is no reason to try again; give fail, error, timeout, signal, the name of a signal"
                                + " (SIGSEGV), or an exit code");
            }
        }
        return causes;
    }

    private Optional<Duration> seconds(String key) {
        Optional<String> text = settled(key).map(String::strip);
        if (text.isPresent() && !SECONDS.matcher(text.get()).matches()) {
            wrong(key, "expected a number of seconds, but this is '" + text.get() + "'");
            return Optional.empty();
        }
        return text.map(seconds -> Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000)));
    }

    private BuildSection.Download download() {
        String text = settled("source_download").orElse("missing");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "never" -> BuildSection.Download.NEVER;
            case "missing" -> BuildSection.Download.MISSING;
            case "latest" -> BuildSection.Download.LATEST;
            default -> {
                wrong("source_download", "expected never, missing or latest, but this is '" + text + "'");
                yield BuildSection.Download.MISSING;
            }
        };
    }

    private Optional<String> checksum() {
        Optional<String> text = settled("source_checksum").map(String::strip);
        if (text.isPresent() && !SHA256.matcher(text.get()).matches()) {
            wrong("source_checksum", "expected sha256: and 64 hexadecimal digits, but this is '" + text.get() + "'");
            return Optional.empty();
        }
        return text.map(digits -> digits.substring(digits.indexOf(':') + 1));
    }

    private Optional<String> revision() {
        Optional<String> text = settled("source_revision").map(String::strip);
        if (text.isPresent() && text("source_url").isEmpty()) {
            wrong("source_revision", "it is a revision of the repository that source_url names, but that is not set");
        }
        if (text.isPresent() && text("source_path").isPresent()) {
            wrong("source_path", "with source_revision, all of the repository is the source; leave source_path out");
        }
        if (text.isPresent() && text("source_checksum").isPresent()) {
            wrong("source_checksum", "it is for files; of a repository, a commit in source_revision says as much");
        }
        return text;
    }

    static Optional<Integer> number(String text, int least) {
        String stripped = text.strip();
        if (!WHOLE.matcher(stripped).matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(stripped);
        return number < least ? Optional.empty() : Optional.of(number);
    }

    void wrong(String key, String what) {
        String full = path + "." + key;
        problems.add(locate.apply(full, Problem.error(full + ": " + what)));
    }

    void wrong(String key, Problem problem) {
        String full = path + "." + key;
        problems.add(locate.apply(full, problem.in(full)));
    }

    SequencedMap<String, Value> values() {
        return section.values();
    }
}
