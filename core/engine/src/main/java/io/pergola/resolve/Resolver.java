package io.pergola.resolve;

import io.pergola.config.Glob;
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
import io.pergola.results.SiteParsers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From requests to resolved tests. Reads suites anew for each request. Safe for several threads. */
public final class Resolver {

    private final Site site;
    private final SystemVariables system;
    private final SchedulerFacts facts;
    private final Functions functions;
    private final SiteParsers parsers;

    /** A resolver for a site of which no jar adds a parser of results. */
    public Resolver(Site site, SystemVariables system, SchedulerFacts facts, Functions functions) {
        this(site, system, facts, functions, SiteParsers.NONE);
    }

    /** A resolver for a site. */
    public Resolver(Site site, SystemVariables system, SchedulerFacts facts, Functions functions, SiteParsers parsers) {
        this.site = site;
        this.system = system;
        this.facts = facts;
        this.functions = functions;
        this.parsers = parsers;
    }

    /** The suites and layers of the site, as this resolver reads them. */
    public Library library() {
        return new Library(site, facts, new SiteParserKeys(parsers));
    }

    /** Checks tests of a library with the layers of this machine. */
    public TestChecks checks(Library library) {
        var setup = new Setup(
                library.keys(),
                sets(),
                system.site(),
                facts,
                functions,
                parsers,
                choice(RunRequest.of()),
                site.settings().maxTests());
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
                request.overrides(),
                request.conditions());
    }

    /** A machine's own name never is an error, whatever letters are in it. */
    private static String name(String found) {
        String name = found.replaceAll("[^a-zA-Z0-9_.+-]", "_").replaceFirst("^[.+-]+", "");
        return name.isEmpty() ? "unknown" : name;
    }

    /** Resolves all that a request asks for. Whatever is wrong is in the result; nothing is thrown. */
    public Resolution resolve(RunRequest request) {
        List<ResolvedTest> tests = new ArrayList<>();
        List<SkippedTest> skipped = new ArrayList<>();
        Outcome outcome = resolve(request, new TestSink() {
            @Override
            public void runs(ResolvedTest test) {
                tests.add(test);
            }

            @Override
            public void skips(SkippedTest test) {
                skipped.add(test);
            }
        });
        return new Resolution(tests, skipped, outcome.problems(), outcome.failed());
    }

    /**
     * Resolves all that a request asks for, and hands out each test as soon as it is known. Memory is bounded by the suites, whatever
     * they permute to, unless the request repeats something. Whatever is wrong is in the result; nothing is thrown.
     */
    public Outcome resolve(RunRequest request, TestSink sink) {
        Library library = library();
        int most = site.settings().maxTests();
        var setup = new Setup(
                library.keys(), Setup.sets(system), system.site(), facts, functions, parsers, choice(request), most);
        return new Session(site, library, setup, sink).resolve(request);
    }

    /** One request. */
    private static final class Session {

        private final Site site;
        private final Library library;
        private final Setup setup;
        private final TestSink sink;
        private final Map<String, Problem> problems = new LinkedHashMap<>();
        private final Map<String, CompiledTest> compiled = new HashMap<>();
        private int failed;
        private long tests;
        private long skipped;

        /** A request and what came of it. */
        private record Served(int count, List<Expansion.Entry> entries) {}

        Session(Site site, Library library, Setup setup, TestSink sink) {
            this.site = site;
            this.library = library;
            this.setup = setup;
            this.sink = sink;
        }

        Outcome resolve(RunRequest request) {
            List<TestRequest> wanted = new ArrayList<>();
            for (String text : texts(request)) {
                attempt(() -> wanted.add(TestRequest.parse(text)));
            }
            if (request.repeat() == 1 && wanted.stream().allMatch(each -> each.count() == 1)) {
                wanted.forEach(each -> attempt(() -> serve(each, this::add)));
            } else {
                rounds(wanted, request.repeat());
            }
            return new Outcome(tests, skipped, List.copyOf(problems.values()), failed);
        }

        private void attempt(Runnable action) {
            try {
                action.run();
            } catch (ConfigException e) {
                fail(e.problems());
            }
        }

        private void rounds(List<TestRequest> wanted, int repeat) {
            List<Served> served = new ArrayList<>();
            for (TestRequest each : wanted) {
                List<Expansion.Entry> entries = new ArrayList<>();
                attempt(() -> serve(each, entries::add));
                served.add(new Served(each.count(), entries));
            }
            long all = served.stream()
                    .mapToLong(each -> (long) each.count() * each.entries().size())
                    .sum();
            // The sum is below 10^16: a count has six digits, and a request at most maxTests entries.
            if (all > setup.maxTests() / repeat) {
                fail(List.of(tooMany("the requests come to " + all + (repeat == 1 ? "" : " x " + repeat) + " tests")));
                return;
            }
            int most = served.stream().mapToInt(Served::count).max().orElse(0);
            for (int again = 0; again < repeat; again++) {
                for (int round = 1; round <= most; round++) {
                    for (Served each : served) {
                        if (each.count() >= round) {
                            each.entries().forEach(this::add);
                        }
                    }
                }
            }
        }

        private Problem tooMany(String what) {
            return Problem.error(what + ", more than the " + setup.maxTests() + " that one command may ask for")
                    .help("Ask for fewer, or raise max_tests in pergola.yaml");
        }

        private void add(Expansion.Entry entry) {
            if (tests + skipped >= setup.maxTests()) {
                throw new ConfigException(tooMany("the requests come to more than " + (tests + skipped) + " tests"));
            }
            switch (entry) {
                case Expansion.Entry.Runs(ResolvedTest test) -> {
                    tests++;
                    sink.runs(test);
                }
                case Expansion.Entry.Skips(SkippedTest test) -> {
                    skipped++;
                    sink.skips(test);
                }
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

        private void serve(TestRequest request, Consumer<Expansion.Entry> user) {
            Suite suite = library.suite(request.suite());
            if (!suite.problems().isEmpty()) {
                throw new ConfigException(suite.problems());
            }
            Set<String> others = new LinkedHashSet<>();
            int failedBefore = failed;
            var found = new AtomicBoolean();
            for (SuiteTest test : select(suite, request)) {
                attempt(() -> {
                    Expansion expansion = expand(suite, test, request, entry -> {
                        found.set(true);
                        user.accept(entry);
                    });
                    note(expansion.problems());
                    failed += expansion.failed();
                    others.addAll(expansion.passedOver());
                });
            }
            if (!found.get() && failed == failedBefore && request.permutation() != null) {
                throw new ConfigException(noPermutation(request, others));
            }
        }

        private static Problem noPermutation(TestRequest request, Set<String> others) {
            List<String> named = others.stream().limit(20).toList();
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

        private Expansion expand(Suite suite, SuiteTest test, TestRequest request, Consumer<Expansion.Entry> user) {
            String name = suite.name() + "." + test.name();
            @Nullable CompiledTest known = compiled.get(name);
            if (known == null) {
                MergedTest merged = library.merge(suite, test.name(), setup.choice());
                known = new TestCompiler(merged, setup).compile();
                compiled.put(name, known);
            }
            TestIdentity identity = TestIdentity.of(suite, test.name(), setup.choice());
            @Nullable String glob = request.permutation();
            @Nullable Pattern wanted = glob == null ? null : Glob.compile(glob);
            return new TestExpander(known, setup, identity, wanted, user).expand();
        }
    }
}
