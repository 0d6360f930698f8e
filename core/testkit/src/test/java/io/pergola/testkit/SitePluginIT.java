package io.pergola.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.app.Environment;
import io.pergola.app.Pergola;
import io.pergola.expr.Variable;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.plugin.PluginCatalog;
import io.pergola.plugin.PluginReport;
import io.pergola.resolve.Resolution;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.RunRequest;
import io.pergola.results.Evidence;
import io.pergola.results.Judge;
import io.pergola.results.Judgement;
import io.pergola.results.ResultPlan;
import io.pergola.schema.SchemaKind;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobRequest;
import io.pergola.spi.KickoffHeader;
import io.pergola.spi.NodeRequest;
import io.pergola.spi.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the project of the plugin guide as its reader would, against this build's jars, and uses the jar. */
class SitePluginIT {

    private static final Path ROOT = Path.of(System.getProperty("pergola.root"));
    private static final Path WORK = ROOT.resolve("core/testkit/target/site-plugin");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path directory;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        Path users = Path.of(System.getProperty("pergola.repository"));
        SiteRepository repository = SiteRepository.make(WORK.resolve("repository"), users, ROOT);
        copy(ROOT.resolve("docs/examples/site-scheduler"), WORK.resolve("project"));
        mvn(repository, "package");
    }

    private static void mvn(SiteRepository repository, String goal) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("pergola.maven"), "bin", "mvn").toString(),
                "-B",
                "-Dstyle.color=never",
                "-Dmaven.repo.local=" + repository.root()));
        if ("offline=true".equals(System.getProperty("pergola.offline"))) {
            command.add("-o");
        }
        command.addAll(List.of("clean", goal));
        Path log = WORK.resolve("mvn.log");
        var builder = new ProcessBuilder(command)
                .directory(WORK.resolve("project").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        assertTrue(process.waitFor(10, TimeUnit.MINUTES), "mvn did not end");
        assertEquals(0, process.exitValue(), () -> KickoffScripts.read(log));
        String said = Files.readString(log);
        for (String test : List.of("FlockedContractTest", "TimingsContractTest")) {
            assertTrue(said.contains(test), "the plugin's own tests ran: " + said);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (!from.relativize(file).startsWith("target")) {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private PluginCatalog dropIn() throws IOException {
        Path plugins = Files.createDirectories(directory.resolve("plugins"));
        Path built = WORK.resolve("project/target/site-scheduler-1.0.0.jar");
        Files.copy(built, plugins.resolve("site-scheduler-1.0.0.jar"));
        return PluginCatalog.load(List.of(plugins), Set.of());
    }

    @Test
    void theBuiltJarIsListed() throws IOException {
        Path jar = directory.resolve("plugins/site-scheduler-1.0.0.jar");
        assertEquals(
                List.of(new PluginReport(
                        jar,
                        "flocked",
                        "1.0.0",
                        "The example site",
                        "Runs one job at a time on this machine",
                        List.of("flocked"),
                        List.of("rack_of"),
                        List.of("kernel"),
                        List.of("timings"),
                        List.of("last_first"),
                        false,
                        List.of())),
                dropIn().plugins());
    }

    @Test
    void itsSchedulerRunsAJob() throws IOException {
        Scheduler scheduler = dropIn().scheduler("flocked", TestContexts.real(directory));
        Path marker = directory.resolve("marker");
        Path script = KickoffScripts.write(
                directory.resolve("kickoff"), KickoffHeader.NONE, "echo ran > " + KickoffScripts.quoted(marker));
        JobInfo job = scheduler.kickoff(
                new JobRequest(
                        "job",
                        new NodeRequest.Between(1, OptionalInt.of(1)),
                        null,
                        Map.of(),
                        Map.of("lock_file", List.of(directory.resolve("lock").toString())),
                        directory.resolve("log")),
                script);
        new Waiting(Duration.ofSeconds(30))
                .until(() -> KickoffScripts.read(marker).equals("ran\n") ? "" : "the job has not run: " + job);
    }

    private Pergola site() throws IOException {
        Path config = directory.resolve("config");
        copy(ROOT.resolve("docs/examples/site-scheduler/config"), config);
        Path built = WORK.resolve("project/target/site-scheduler-1.0.0.jar");
        Files.copy(built, Files.createDirectories(config.resolve("plugins")).resolve("site.jar"));
        return Pergola.open(new Environment(
                Map.of(
                        "PERGOLA_CONFIG_DIR", config.toString(),
                        "PERGOLA_CONFIG_FILE", config.resolve("pergola.yaml").toString(),
                        "PATH", String.valueOf(System.getenv("PATH"))),
                directory,
                directory,
                null,
                directory.resolve("pergola"),
                "0.1.0",
                InstantSource.system()));
    }

    private static Resolution resolve(Pergola pergola, String suite, String... overrides) {
        var request = new RunRequest(List.of(suite), List.of(), null, null, List.of(), List.of(overrides), 1);
        return pergola.resolver().resolve(request);
    }

    @Test
    void itsFunctionAndItsVariableWorkInTests() throws IOException {
        Pergola pergola = site();
        Resolution resolution = resolve(pergola, "racks", "scheduler=flocked", "variables.node=r31n05");
        assertEquals(List.of(), resolution.problems());
        ResolvedTest test = resolution.tests().getFirst();
        assertEquals("racks.kernel.rack-31", test.name());
        var now = new LinkedHashMap<String, Variable>();
        now.put("kernel", pergola.machine().site().onNode("kernel"));
        String kernel = Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
        assertEquals(
                List.of("echo \"kernel: " + kernel + "\""),
                test.complete(Map.of("sys", now), pergola.functions()).run().cmds());
    }

    @Test
    void itsPolicyCanBeChosen() throws IOException {
        assertEquals(
                "what was submitted last starts first",
                site().pluginPolicy("last_first").orElseThrow().description());
    }

    @Test
    void itsParserReadsResults() throws IOException {
        Pergola pergola = site();
        Resolution resolution = resolve(pergola, "timings");
        assertEquals(List.of(), resolution.problems());
        List<Problem> problems = new ArrayList<>();
        ResultPlan plan = ResultPlan.of(resolution.tests().getFirst().results(), problems, pergola.parsers());
        assertEquals(List.of(), problems);
        Files.writeString(directory.resolve("run.log"), "Timings\n  setup 0.12 s\n  solve 30.5 s\nend\n");
        Judgement judgement = Judge.judge(
                plan,
                new Evidence(
                        Files.createDirectories(directory.resolve("build")), new Value.Entries(new LinkedHashMap<>())));
        assertEquals("phases.solve 30.5 is above 20", judgement.reason());
    }

    @Test
    void itsParserIsKnownBeforeAnythingRuns() throws IOException {
        Pergola pergola = site();
        Resolution wrong = resolve(pergola, "timings", "result_parse.timings.phases.title=' '");
        assertTrue(wrong.problems().toString().contains("title: it must not be empty"), wrong.problems()::toString);
        Resolution unknown = resolve(pergola, "timings", "result_parse.timings.phases.tilte=x");
        assertTrue(unknown.problems().toString().contains("there is no key 'tilte'"), unknown.problems()::toString);
        Resolution misspelt = resolve(pergola, "timings", "result_parse.timngs.phases.title=x");
        assertTrue(misspelt.problems().toString().contains("there is no key 'timngs'"), misspelt.problems()::toString);
        assertTrue(pergola.schemas().text(SchemaKind.SUITE).contains("The line that stands above a block."));
    }
}
