package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.app.Environment;
import io.pergola.app.Pergola;
import io.pergola.config.Library;
import io.pergola.expr.Functions;
import io.pergola.expr.Variable;
import io.pergola.model.Problem;
import io.pergola.resolve.MachineVariables;
import io.pergola.resolve.Resolution;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.Resolver;
import io.pergola.resolve.RunRequest;
import io.pergola.resolve.ScheduleSection;
import io.pergola.resolve.SchedulerFacts;
import io.pergola.schedule.SchedulerVariables;
import io.pergola.spi.OptionKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that user guide, readme and the page on Pavilion2 show are read and resolved. */
class GuideTest {

    private static final String SUITE = "first";

    private Pergola pergola;

    @BeforeEach
    void openTheGuidesSite(@TempDir Path home) throws IOException {
        Path site = Files.createDirectory(home.resolve("site"));
        Guide.read("docs/guide.md").writeFiles(site);
        Guide.read("README.md").writeFiles(site);
        Guide.read("docs/migration.md").writeFiles(site);
        pergola = Pergola.open(new Environment(
                Map.of("PERGOLA_CONFIG_DIR", site.toString(), "PATH", "/usr/bin:/bin"),
                home,
                home,
                null,
                Path.of("pergola"),
                "0.1.0",
                InstantSource.system()));
    }

    private Resolution resolve(RunRequest request) {
        var machine = new MachineVariables(
                Path.of("/"),
                pergola.environment().variables(),
                pergola.environment().clock());
        return new Resolver(pergola.site(), machine, new ThisMachine(), Functions.builtIn()).resolve(request);
    }

    private static List<String> names(Resolution resolution) {
        return resolution.tests().stream().map(ResolvedTest::name).toList();
    }

    @Test
    void everyTestOfEverySuiteResolvesWithoutAProblem() {
        var library = new Library(pergola.site(), new ThisMachine());
        assertTrue(library.suites().containsKey(SUITE), () -> library.suites().toString());
        for (String suite : library.suites().keySet()) {
            Resolution resolution = resolve(RunRequest.of(suite));
            List<Problem> problems = resolution.problems();
            assertEquals(List.of(), problems);
            assertTrue(resolution.tests().size() > 1);
        }
    }

    @Test
    void theLayersApply() {
        var request =
                new RunRequest(List.of(SUITE + ".hello"), List.of(), null, "mycluster", List.of("short"), List.of(), 1);
        Resolution resolution = resolve(request);
        assertEquals(List.of(), resolution.problems());
        assertEquals(
                20, resolution.tests().getFirst().run().timeout().orElseThrow().toSeconds());
        assertTrue(resolution.tests().getFirst().variables().toString().contains("/scratch/"));
    }

    @Test
    void thePermutationsHaveTheNamesThatTheGuideSays() {
        List<String> names = names(resolve(RunRequest.of(SUITE + ".tables")));
        assertEquals(4, names.size());
        assertEquals(SUITE + ".tables.fast-1", names.getFirst());
        assertEquals(SUITE + ".tables.exact-2", names.getLast());
    }

    @Test
    void theReadmesSuiteHasTheRunsThatItSays() {
        assertEquals(List.of("mysuite.scale.n1000", "mysuite.scale.n100000"), names(resolve(RunRequest.of("mysuite"))));
    }

    @Test
    void aTestThatMakesNoSenseHereIsSkipped() {
        Resolution resolution = resolve(RunRequest.of(SUITE + ".elsewhere"));
        assertEquals(List.of(), names(resolution));
        assertEquals(1, resolution.skipped().size());
    }

    /** The scheduler {@code local}, which is a plugin and not loaded here. */
    private static final class ThisMachine implements SchedulerFacts {

        @Override
        public boolean known(String scheduler) {
            return names().contains(scheduler);
        }

        @Override
        public Collection<String> names() {
            return List.of("local", "raw");
        }

        @Override
        public List<OptionKey> options(String scheduler) {
            return List.of();
        }

        @Override
        public SequencedMap<String, Variable> variables(String scheduler, ScheduleSection schedule) {
            return SchedulerVariables.basic(schedule, 2, 4096, 100);
        }
    }
}
