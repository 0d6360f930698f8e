package io.pergola.resolve;

import io.pergola.config.Layer;
import io.pergola.config.Library;
import io.pergola.config.MergedTest;
import io.pergola.config.Suite;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import java.util.List;

/** Resolves tests only to see what is wrong with them. Not safe for several threads. */
public final class TestChecks {

    /** Of more permutations only the first is looked at. */
    private static final int PERMUTATIONS = 64;

    private final Library library;
    private final Setup setup;
    private final AnyScheduler schedulers;

    TestChecks(Library library, Setup setup) {
        this.library = library;
        this.schedulers = new AnyScheduler(setup.facts());
        this.setup = new Setup(
                setup.keys(),
                setup.sets(),
                setup.site(),
                schedulers,
                setup.functions(),
                setup.parsers(),
                setup.choice(),
                setup.maxTests());
    }

    /** True if this machine has a scheduler of that name. */
    public boolean hasScheduler(String name) {
        return schedulers.real(name);
    }

    /** True if {@code sys} or {@code pav} has a variable of that name. */
    public boolean knows(String variable) {
        return setup.sets().values().stream().anyMatch(set -> set.containsKey(variable));
    }

    /** The names of the schedulers of this machine. */
    public List<String> schedulers() {
        return List.copyOf(setup.facts().names());
    }

    /** What of a test's variables does not go together with a layer, though it does without; no message names the test. */
    public List<Problem> conflicts(Suite suite, String test, Layer layer) {
        try {
            var with = library.unsettled(suite, test, setup.choice().with(layer));
            if (with.isEmpty()) {
                return List.of();
            }
            var without = library.unsettled(suite, test, setup.choice());
            return with.entrySet().stream()
                    .filter(entry -> !without.containsKey(entry.getKey()))
                    .flatMap(entry -> entry.getValue().stream())
                    .toList();
        } catch (ConfigException e) {
            // A file that is broken by itself is told where it is looked at.
            return List.of();
        }
    }

    /**
     * What keeps a test from being resolved here, on whatever scheduler it is for; no message names the test, and each is there
     * once.
     */
    public List<Problem> problems(Suite suite, String test) {
        try {
            MergedTest merged = library.merge(suite, test, setup.choice());
            CompiledTest compiled = new TestCompiler(merged, setup).compile();
            TestIdentity identity = TestIdentity.of(suite, test, setup.choice());
            return new TestExpander(compiled, setup, identity, null, _ -> {})
                    .searching(PERMUTATIONS)
                    .expand()
                    .reasons();
        } catch (ConfigException e) {
            return e.problems();
        }
    }
}
