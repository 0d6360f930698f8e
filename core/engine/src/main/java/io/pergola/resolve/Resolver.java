package io.pergola.resolve;

import io.pergola.config.LayerChoice;
import io.pergola.config.Library;
import io.pergola.config.MergedTest;
import io.pergola.config.Site;
import io.pergola.config.Suggestions;
import io.pergola.config.Suite;
import io.pergola.config.SuiteTest;
import io.pergola.expr.Functions;
import io.pergola.expr.Variable;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From requests to resolved tests. Reads suites anew for each request. Safe for several threads. */
public final class Resolver {

    private final Site site;
    private final SystemVariables system;
    private final SchedulerFacts facts;
    private final Functions functions;

    /** A resolver for a site. */
    public Resolver(Site site, SystemVariables system, SchedulerFacts facts, Functions functions) {
        this.site = site;
        this.system = system;
        this.facts = facts;
        this.functions = functions;
    }

    /** The suites and layers of the site, as this resolver reads them. */
    public Library library() {
        return new Library(site, facts);
    }

    /** Checks tests of a library with the layers of this machine. */
    public TestChecks checks(Library library) {
        var setup = new Setup(library.keys(), sets(), system.site(), facts, functions, choice(RunRequest.of()));
        return new TestChecks(library, setup);
    }

    /** The variable sets that do not depend on a test: {@code sys} and {@code pav}. */
    public Map<String, SequencedMap<String, Variable>> sets() {
        return Setup.sets(system);
    }

    /** What expressions may call. */
    public Functions functions() {
        return functions;
    }

    /** The layers that a request means, with this machine's names where it gives none. */
    public LayerChoice choice(RunRequest request) {
        SequencedMap<String, Variable> sys = system.sys();
        @Nullable String os = request.os();
        @Nullable String host = request.host();
        return new LayerChoice(
                os == null ? name(Setup.text(sys, "sys_os", "name") + "-" + Setup.text(sys, "sys_os", "version")) : os,
                os == null ? name(Setup.text(sys, "sys_os", "name") + "-" + Setup.text(sys, "sys_arch", null)) : os,
                host == null ? name(Setup.text(sys, "sys_name", null)) : host,
                request.modes(),
                request.overrides());
    }

    /** A machine's own name never is an error, whatever letters are in it. */
    private static String name(String found) {
        String name = found.replaceAll("[^a-zA-Z0-9_.+-]", "_").replaceFirst("^[.+-]+", "");
        return name.isEmpty() ? "unknown" : name;
    }

    /** Resolves all that a request asks for. Whatever is wrong is in the result; nothing is thrown. */
    public Resolution resolve(RunRequest request) {
        Library library = library();
        var setup = new Setup(library.keys(), Setup.sets(system), system.site(), facts, functions, choice(request));
        return new Session(site, library, setup).resolve(request);
    }

    /** One request. */
    private static final class Session {

        private final Site site;
        private final Library library;
        private final Setup setup;
        private final Map<String, Problem> problems = new LinkedHashMap<>();
        private final Map<String, CompiledTest> compiled = new HashMap<>();
        private int failed;

        /** A request and what came of it. */
        private record Served(int count, List<Expansion.Entry> entries) {}

        Session(Site site, Library library, Setup setup) {
            this.site = site;
            this.library = library;
            this.setup = setup;
        }

        Resolution resolve(RunRequest request) {
            List<Served> served = new ArrayList<>();
            for (String text : texts(request)) {
                try {
                    TestRequest wanted = TestRequest.parse(text);
                    served.add(new Served(wanted.count(), serve(wanted)));
                } catch (ConfigException e) {
                    fail(e.problems());
                }
            }
            List<ResolvedTest> tests = new ArrayList<>();
            List<SkippedTest> skipped = new ArrayList<>();
            int rounds = served.stream().mapToInt(Served::count).max().orElse(0);
            for (int repeat = 0; repeat < request.repeat(); repeat++) {
                for (int round = 1; round <= rounds; round++) {
                    for (Served each : served) {
                        if (each.count() >= round) {
                            each.entries().forEach(entry -> add(entry, tests, skipped));
                        }
                    }
                }
            }
            return new Resolution(tests, skipped, List.copyOf(problems.values()), failed);
        }

        private static void add(Expansion.Entry entry, List<ResolvedTest> tests, List<SkippedTest> skipped) {
            switch (entry) {
                case Expansion.Entry.Runs(ResolvedTest test) -> tests.add(test);
                case Expansion.Entry.Skips(SkippedTest test) -> skipped.add(test);
            }
        }

        private List<String> texts(RunRequest request) {
            List<String> texts = new ArrayList<>(request.tests());
            for (Path file : request.files()) {
                try {
                    texts.addAll(RequestFile.read(file, site));
                } catch (ResolveFailure e) {
                    fail(List.of(e.problem()));
                }
            }
            return texts;
        }

        private void fail(List<Problem> reasons) {
            failed++;
            note(reasons);
        }

        private void note(List<Problem> more) {
            more.forEach(problem -> problems.putIfAbsent(problem.toString(), problem));
        }

        private List<Expansion.Entry> serve(TestRequest request) {
            Suite suite = library.suite(request.suite());
            if (!suite.problems().isEmpty()) {
                throw new ConfigException(suite.problems());
            }
            List<Expansion.Entry> entries = new ArrayList<>();
            List<String> others = new ArrayList<>();
            boolean troubled = false;
            for (SuiteTest test : select(suite, request)) {
                try {
                    Expansion expansion = expand(suite, test, request);
                    note(expansion.problems());
                    failed += expansion.failed();
                    troubled |= expansion.failed() > 0;
                    entries.addAll(expansion.entries());
                    others.addAll(expansion.passedOver());
                } catch (ConfigException e) {
                    troubled = true;
                    fail(e.problems());
                }
            }
            if (entries.isEmpty() && !troubled && request.permutation() != null) {
                throw new ConfigException(noPermutation(request, others));
            }
            return entries;
        }

        private static Problem noPermutation(TestRequest request, List<String> others) {
            List<String> named = others.stream()
                    .filter(title -> !title.isEmpty())
                    .distinct()
                    .limit(20)
                    .toList();
            return Problem.error("the request '" + request.text() + "' matches no permutation: none is called '"
                            + request.permutation() + "'")
                    .help(named.isEmpty() ? "The test has no permutations" : "There are: " + String.join(", ", named));
        }

        private static List<SuiteTest> select(Suite suite, TestRequest request) {
            @Nullable String glob = request.test();
            if (glob != null && request.exact()) {
                @Nullable SuiteTest exact = suite.tests().get(glob);
                if (exact != null) {
                    return List.of(exact);
                }
            }
            Pattern pattern = Glob.compile(glob == null ? "*" : glob);
            List<SuiteTest> found = suite.tests().values().stream()
                    .filter(test -> !test.hidden())
                    .filter(test -> pattern.matcher(test.name()).matches())
                    .toList();
            if (found.isEmpty()) {
                throw new ConfigException(noTest(suite, request));
            }
            return found;
        }

        private static Problem noTest(Suite suite, TestRequest request) {
            List<String> visible = suite.tests().values().stream()
                    .filter(test -> !test.hidden())
                    .map(SuiteTest::name)
                    .toList();
            String written = request.test() == null ? "*" : request.test();
            String near = Suggestions.didYouMean(written, suite.tests().keySet());
            String all = visible.isEmpty()
                    ? "All its tests are hidden (_...); name one exactly"
                    : "There are: " + String.join(", ", visible);
            return Problem.error("the suite '" + suite.name() + "' has no test '" + written + "'")
                    .help(near.isEmpty() ? all : near + " " + all);
        }

        private Expansion expand(Suite suite, SuiteTest test, TestRequest request) {
            String name = suite.name() + "." + test.name();
            @Nullable CompiledTest known = compiled.get(name);
            if (known == null) {
                MergedTest merged = library.merge(suite, test.name(), setup.choice());
                known = new TestCompiler(merged, setup.keys()).compile();
                compiled.put(name, known);
            }
            TestIdentity identity = TestIdentity.of(suite, test.name(), setup.choice());
            @Nullable String glob = request.permutation();
            @Nullable Pattern wanted = glob == null ? null : Glob.compile(glob);
            return new TestExpander(known, setup, identity, wanted).expand();
        }
    }
}
