package io.pergola.cli;

import io.pergola.app.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs what users run most, in one process, so that the build can record which classes to keep ready in the cache.
 *
 * <p>The build starts it in a scratch folder, with the name of the cache in the environment as PERGOLA_TRAINING, and throws what it prints away. The cache
 * {@code looking} is for the commands that only look at runs (the launcher has the list) and is written last. A command that fails here fails the build: a cache trained on error paths would be a bad one.
 */
final class Training {

    private static final String VARIABLE = "PERGOLA_TRAINING";

    private static final String CONFIGURATION = """
            # A comment, a list and a text of each style, as users write them.
            config_dirs: [site, './site']
            working_dir: "runs"
            env_setup:
              - 'true'
            default_results: {site: training}
            """;

    private static final String SUITE = """
            base:
              variables: {size: [1, 2], unit: GB}
              permute_on: size
              scheduler: local
              run:
                env: {SIZE: '{{size}}'}
                cmds: ['echo "rate: {{size * 2}}.5 {{unit}}"', 'echo "host $(hostname)"']
              result_parse:
                regex: {rate: {regex: 'rate: (\\S+)'}}
              result_evaluate:
                double: rate * 2
                result: return_value == 0
            other:
              inherits_from: base
              summary: Only one of them
              variables: {size: 3}
              build: {cmds: 'echo built'}
            """;

    private static final List<List<String>> COMMANDS = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("run", "--help"),
            List.of("show", "tests"),
            List.of("show", "suites"),
            List.of("show", "schedulers"),
            List.of("show", "plugins"),
            List.of("show", "config"),
            List.of("view", "training"),
            List.of("view", "--json", "training.other"),
            List.of("run", "training"),
            List.of("cancel"));

    private static final String TASKS = """
            {"id": "a", "command": "true"}
            {"id": "b", "command": "echo 1; true", "requires": "x=1", "depends_on": ["a"]}
            """;

    private static final List<List<String>> LOOKING = List.of(
            List.of("status"),
            List.of("status", "--json"),
            List.of("status", "all", "--passed", "--note"),
            List.of("results"),
            List.of("results", "--json"),
            List.of("list", "all"),
            List.of("list", "series", "--long"),
            List.of("log", "run", "1"),
            List.of("log", "states", "1"),
            List.of("ls", "-l", "1"),
            List.of("cat", "1", "run.sh"),
            List.of("wait", "1"));

    private final Path folder;
    private final Map<String, String> variables;

    private Training(Path folder, Map<String, String> variables) {
        this.folder = folder;
        this.variables = Map.copyOf(variables);
    }

    static void main() throws IOException {
        var variables = new HashMap<>(System.getenv());
        // The launcher would train in each pilot too.
        boolean looking = "looking".equals(variables.remove(VARIABLE));
        var training = new Training(Path.of("").toAbsolutePath(), variables);
        if (looking) {
            training.look();
        } else {
            training.train();
        }
        // Leads through the exit that a failed run takes too.
        System.exit(0);
    }

    private void train() throws IOException {
        Path suites = Files.createDirectories(folder.resolve("site").resolve("tests"));
        Files.writeString(folder.resolve("pergola.yaml"), CONFIGURATION);
        Files.writeString(suites.resolve("training.yaml"), SUITE);
        COMMANDS.forEach(this::run);
        LOOKING.forEach(this::run);
        Environment environment = Main.environment(variables);
        JobForTraining job = JobForTraining.prepare(environment, "training");
        run(List.of("_pilot", job.workingDir().toString(), job.id()));
        Path tasks = Files.writeString(folder.resolve("tasks.json"), TASKS);
        run(List.of(
                "pilot",
                "run",
                "-q",
                "--cores",
                "2",
                "--resources",
                "x=1",
                "--tasks",
                tasks.toString(),
                "--workdir",
                "tasks"));
        Map<String, String> script = new HashMap<>(variables);
        script.put("TEST_ID", Integer.toString(job.pending()));
        check(List.of("set_status"), Main.run(List.of("set_status", "-s", "TRAINED", "-n", "note"), script));
        run(List.of("status"));
        run(List.of("cancel"));
        run(List.of("clean", "2"));
    }

    private void look() {
        LOOKING.forEach(this::run);
    }

    private void run(List<String> command) {
        check(command, Main.run(command, variables));
    }

    private static void check(List<String> command, int code) {
        if (code != 0) {
            System.err.println("pergola " + String.join(" ", command) + " ended with code " + code);
            System.exit(code);
        }
    }
}
