package io.pergola.resolve;

import io.pergola.config.Key;
import io.pergola.config.KeyType;
import io.pergola.config.SchedulerOptions;
import io.pergola.config.TestKeys;
import io.pergola.config.Umask;
import io.pergola.expr.Functions;
import io.pergola.expr.Variable;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.results.ResultSections;
import io.pergola.script.ModuleStep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One permutation of a test with all that a run needs; the suite's file is not needed any more. Texts that wait for the
 * allocation stand as {@link Deferral#MARK} and their source. Immutable.
 */
public final class ResolvedTest {

    private static final KeyType.Section KEYS = TestKeys.table(SchedulerOptions.none());

    private final TestIdentity identity;
    private final Value.Entries config;
    private final Value.Entries variables;
    private final SequencedMap<String, Value> permutation;
    private final RunSection run;
    private final BuildSection build;
    private final Supplier<ScheduleSection> schedule;
    private final boolean deferred;

    private ResolvedTest(
            TestIdentity identity,
            Value.Entries config,
            Value.Entries variables,
            SequencedMap<String, Value> permutation,
            Sections sections) {
        this.identity = identity;
        this.config = config;
        this.variables = variables;
        this.permutation = new Value.Entries(permutation).values();
        this.run = sections.run();
        this.build = sections.build();
        this.schedule = sections.schedule();
        this.deferred = Deferral.anyWaits(config);
    }

    /** The typed sections. */
    record Sections(RunSection run, BuildSection build, Supplier<ScheduleSection> schedule) {

        /**
         * Reads them from a resolved tree, but for the schedule, which is known before the rest.
         *
         * @throws ConfigException if a value makes no sense
         */
        static Sections of(
                Value.Entries config, Supplier<ScheduleSection> schedule, BiFunction<String, Problem, Problem> locate) {
            List<Problem> problems = new ArrayList<>();
            var run = reader(config, "run", problems, locate).run();
            var build = reader(config, "build", problems, locate).build();
            if (!problems.isEmpty()) {
                throw new ConfigException(problems);
            }
            return new Sections(run, build, schedule);
        }

        /** What makes no sense in them. */
        static List<Problem> problems(Value.Entries config, BiFunction<String, Problem, Problem> locate) {
            List<Problem> problems = new ArrayList<>();
            reader(config, "run", problems, locate).run();
            reader(config, "build", problems, locate).build();
            return problems;
        }

        private static SectionReader reader(
                Value.Entries config,
                String section,
                List<Problem> problems,
                BiFunction<String, Problem, Problem> locate) {
            return new SectionReader(SectionReader.section(config, section), section, problems, locate);
        }
    }

    static ResolvedTest of(
            TestIdentity identity,
            Value.Entries config,
            Value.Entries variables,
            SequencedMap<String, Value> permutation,
            Sections sections) {
        return new ResolvedTest(identity, config, variables, permutation, sections);
    }

    /** The whole name: {@code SUITE.TEST[.SUBTITLE]}. Permutations may share it. */
    public String name() {
        return identity.name();
    }

    /** The suite. */
    public String suite() {
        return identity.suite();
    }

    /** The name in the suite. */
    public String test() {
        return identity.test();
    }

    /** What tells it from other permutations; may be empty. */
    public String subtitle() {
        return identity.subtitle();
    }

    /** The label of the area that its run goes to. */
    public String label() {
        return identity.label();
    }

    /** The file of its suite; it may be gone. */
    public Path suitePath() {
        return identity.suitePath();
    }

    /** The name of the host layer, whether or not there was a file. */
    public String host() {
        return identity.host();
    }

    /** The name of the OS layer, whether or not there was a file. */
    public String os() {
        return identity.os();
    }

    /** The modes, in order. */
    public List<String> modes() {
        return identity.modes();
    }

    /** The whole tree: scalars are texts, what is unset is null; in a test that was saved and read again it is missing. */
    public Value.Entries config() {
        return config;
    }

    /**
     * The variable sets {@code sys}, {@code pav}, {@code var} and {@code sched}: each variable a list of its items, or null if it
     * waits. The key {@code __deferred} lists what waits as {@code [set, name, index, sub]}.
     */
    public Value.Entries variables() {
        return variables;
    }

    /** The permuted variables, as {@code SET.NAME}, each with its one value here. */
    public SequencedMap<String, Value> permutation() {
        return permutation;
    }

    /** How it is run. */
    public RunSection run() {
        return run;
    }

    /** What its run does to get its modules. */
    public List<ModuleStep> runModules() {
        return steps(run.modules());
    }

    /** What its build does to get its modules. */
    public List<ModuleStep> buildModules() {
        return steps(build.modules());
    }

    private List<ModuleStep> steps(List<String> entries) {
        return entries.isEmpty() ? List.of() : new ModuleWrappers(config).steps(entries);
    }

    /** How it is built. */
    public BuildSection build() {
        return build;
    }

    /** What it asks of the machine. */
    public ScheduleSection schedule() {
        return schedule.get();
    }

    /** How long it takes at most once its job has begun, by the limits that it sets; empty if it sets none. */
    public Optional<Duration> longest() {
        boolean limited = config.values().get("schedule") instanceof Value.Entries section
                && section.values().get("time_limit") instanceof Value.Text(String written)
                && !written.isEmpty();
        Optional<Duration> job = limited ? Optional.of(schedule().timeLimit()) : Optional.empty();
        Optional<Duration> own = run.retries().most() == 0 ? run.timeLimit() : Optional.empty();
        return Stream.concat(job.stream(), own.stream()).min(Comparator.naturalOrder());
    }

    /** The scheduler, as the test names it; an alias stays one. */
    public String scheduler() {
        return text("scheduler", "raw");
    }

    /** The first line of its scripts. */
    public String shebang() {
        return text("shebang", "#!/usr/bin/bash");
    }

    /** The index of the chunk to run on, or {@code any}. */
    public String chunk() {
        return text("chunk", "any");
    }

    /** The group that its runs belong to; empty for that of the site. */
    public Optional<String> group() {
        return Optional.of(text("group", "")).filter(group -> !group.isEmpty());
    }

    /** The permission bits that files of its runs do not get, 0 to 077 (octal); empty for those of the site. */
    public OptionalInt umask() {
        return Umask.parse(text("umask", "").strip());
    }

    /** What it says about its results. */
    public ResultSections results() {
        return ResultSections.of(config);
    }

    /** True if a text of it waits for the allocation. */
    public boolean deferred() {
        return deferred;
    }

    private String text(String key, String fallback) {
        return config.values().get(key) instanceof Value.Text(String text) && !text.isEmpty() ? text : fallback;
    }

    /** As {@link #complete(Map, Functions)}, with the functions of the language itself. */
    public ResolvedTest complete(Map<String, SequencedMap<String, Variable>> now) {
        return complete(now, Functions.builtIn());
    }

    /**
     * The same test with nothing waiting any more. Called in the job.
     *
     * @param now the values that the sets have there; they take the place of the saved ones in the texts that waited
     * @throws ConfigException if a text that waited cannot be resolved
     */
    public ResolvedTest complete(Map<String, SequencedMap<String, Variable>> now, Functions functions) {
        var completion = new Completion(config, variables, now, functions);
        Value.Entries completed = completion.config();
        TestIdentity named = identity.subtitle(
                completed.values().get("subtitle") instanceof Value.Text(String text) ? text : identity.subtitle());
        return new ResolvedTest(
                named,
                completed,
                completion.variables(),
                permutation,
                Sections.of(completed, schedule, (path, problem) -> problem.in(identity.name())));
    }

    /**
     * What fills in files for it.
     *
     * @param now the values that sets have in the job, in place of those that they had before; empty outside of jobs
     */
    public FileTemplates templates(Map<String, SequencedMap<String, Variable>> now, Functions functions) {
        return new FileTemplates(new Completion(config, variables, now, functions).bindings(), name());
    }

    /** All of it, to be saved. */
    public Value.Entries toValue() {
        var saved = new LinkedHashMap<String, Value>();
        saved.put("format", Value.of(1));
        saved.put("suite", Value.of(suite()));
        saved.put("test", Value.of(test()));
        saved.put("subtitle", Value.of(subtitle()));
        saved.put("label", Value.of(label()));
        saved.put("suite_path", Value.of(suitePath().toString()));
        saved.put("host", Value.of(host()));
        saved.put("os", Value.of(os()));
        saved.put("modes", Value.ofTexts(modes()));
        saved.put("options", schedule().savedOptions());
        saved.put("permutation", new Value.Entries(permutation));
        saved.put("variables", variables);
        saved.put("config", Unset.dropped(config, KEYS));
        return new Value.Entries(saved);
    }

    /**
     * A test that was saved by {@link #toValue}.
     *
     * @throws ConfigException if it is not such a value
     */
    public static ResolvedTest fromValue(Value.Entries saved) {
        var fields = new SavedFields(saved);
        var identity = new TestIdentity(
                fields.text("suite"),
                fields.text("test"),
                fields.text("subtitle"),
                fields.text("label"),
                Path.of(fields.text("suite_path")),
                fields.text("host"),
                fields.text("os"),
                fields.texts("modes"));
        Value.Entries config = fields.entries("config");
        Value.Entries options = fields.entries("options");
        return new ResolvedTest(
                identity,
                config,
                fields.entries("variables"),
                fields.entries("permutation").values(),
                Sections.of(config, () -> schedule(config, options), (path, problem) -> problem));
    }

    /** Of a saved test; in the job, few tests need it. */
    private static ScheduleSection schedule(Value.Entries config, Value.Entries options) {
        List<Problem> problems = new ArrayList<>();
        ScheduleSection schedule = new ScheduleReader(
                        scheduleKeys(KEYS),
                        SectionReader.section(config, "schedule"),
                        problems,
                        (path, problem) -> problem)
                .read(config.values().get("scheduler") instanceof Value.Text(String name) ? name : "raw")
                .withOptions(options);
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return schedule;
    }

    static KeyType.Section scheduleKeys(KeyType.Section test) {
        Key schedule = test.find("schedule").orElseThrow();
        return (KeyType.Section) schedule.type();
    }

    /** The whole name. */
    @Override
    public String toString() {
        return name();
    }
}
