package io.pergola.run;

import io.pergola.build.Builder;
import io.pergola.build.LocalBuilder;
import io.pergola.exec.Heir;
import io.pergola.exec.HostCores;
import io.pergola.exec.HostFacts;
import io.pergola.exec.SystemProcesses;
import io.pergola.expr.Functions;
import io.pergola.json.Json;
import io.pergola.model.NodeInfo;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.policy.Policies;
import io.pergola.resolve.SiteVariables;
import io.pergola.results.SiteParsers;
import io.pergola.spi.ProcessIdentity;
import io.pergola.store.JobDirectory;
import io.pergola.store.NewJob;
import io.pergola.store.NewRun;
import io.pergola.store.RunDirectory;
import io.pergola.store.Store;
import io.pergola.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A pilot in this process, and test runs with real scripts. */
abstract class PilotFixture {

    static final int CORES = 2;

    final Path directory;
    final Store store;
    final SystemProcesses processes;
    final List<RunDirectory> runs = new ArrayList<>();
    final Builder builder;
    boolean shared = true;
    InstantSource clock = InstantSource.system();

    PilotFixture(@TempDir Path directory) {
        this.directory = directory;
        this.store = Store.open(
                directory.resolve("work"),
                new StoreOptions("main", 0022, null, directory.resolve("cache")),
                InstantSource.system());
        this.processes = new SystemProcesses(Map.of(), directory);
        this.builder = LocalBuilder.make(directory.resolve("builds"), directory, directory.resolve("sources"));
    }

    @AfterEach
    void leaveOrphansToOthers() {
        Heir.noLonger();
    }

    /** A run whose script is this, and which may be silent for so many seconds. */
    void test(String script, int silence) {
        test(script, silence, "");
    }

    void test(String script, int silence, String more) {
        test(script, silence, more, "{}");
    }

    void test(String script, int silence, String more, String build) {
        String name = "s.t" + runs.size();
        String saved = """
                {"suite":"s","test":"t","subtitle":"","label":"main","suite_path":"/s.yaml","host":"h","os":"o","modes":[],
                 "options":{},"permutation":{},"variables":{},"config":{"build":%s,"run":{"cmds":[%s],"autoexit":"true","timeout":"%d"%s}}}""".formatted(build, Json.write(Value.of(script)), silence, more);
        runs.addAll(store.createRuns(List.of(new NewRun(name, (Value.Entries) Json.read(saved), Map.of()))));
    }

    JobDirectory job(int concurrent) {
        String tasks = runs.stream()
                .map(run -> "{\"run\":%d,\"cores\":1,\"concurrent\":%d,\"judged\":%b,\"silence\":%s}"
                        .formatted(
                                run.id().number(),
                                concurrent,
                                Json.write(run.test()).contains("retries"),
                                silence(run)))
                .toList()
                .toString();
        JobDirectory job = store.createJob(new NewJob("job", "one", runs, Map.of("tasks", Json.read(tasks))));
        job.writeInfo(Map.of("id", "1"));
        return job;
    }

    static String silence(RunDirectory run) {
        Value.Entries config = (Value.Entries) run.test().values().getOrDefault("config", Value.NULL);
        Value.Entries section = (Value.Entries) config.values().getOrDefault("run", Value.NULL);
        return ((Value.Text) section.values().getOrDefault("timeout", Value.NULL)).value();
    }

    void fly(JobDirectory job) {
        fly(job, CORES);
    }

    /** With so many processors of the host. */
    void fly(JobDirectory job, int allotted) {
        ProcessIdentity self = processes.self();
        try (HostCores cores = HostCores.open(directory.resolve("cores"), CORES, InstantSource.system())) {
            new Pilot(new PilotSetup(
                            store,
                            job,
                            new OneNode(NodeInfo.up("n1", allotted, 1000), shared),
                            new Presence(job, self, processes, false, InstantSource.system()),
                            cores,
                            new AllocationTurn(directory.resolve("cores")),
                            new HostFacts("n1", "me", CORES, 1000),
                            Map.of("PATH", "/usr/bin:/bin"),
                            "/opt/pergola/bin/pergola",
                            "0",
                            Functions.builtIn(),
                            SiteParsers.NONE,
                            SiteVariables.NONE,
                            () -> builder,
                            test -> List.of(directory),
                            new PilotRules(Policies.standard(), Map.of("licence", 1L)),
                            clock))
                    .run();
        }
    }

    /** A job of these runs, each with what stands there as its wishes. */
    JobDirectory job(String... wishes) {
        var tasks = new ArrayList<String>();
        for (int i = 0; i < wishes.length; i++) {
            tasks.add("{\"run\":%d,%s}".formatted(runs.get(i).id().number(), wishes[i]));
        }
        JobDirectory job =
                store.createJob(new NewJob("job", "one", runs, Map.of("tasks", Json.read(tasks.toString()))));
        job.writeInfo(Map.of("id", "1"));
        return job;
    }

    String log(int run) throws IOException {
        return Files.readString(runs.get(run).log());
    }

    List<String> states() {
        return runs.stream().map(run -> run.lastState().state()).toList();
    }

    List<Verdict> verdicts() {
        return runs.stream().map(run -> run.ending().orElseThrow().verdict()).toList();
    }
}
