package io.pergola.cli;

import static io.pergola.cli.Installed.contains;
import static io.pergola.cli.Installed.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The common log of results, written by pilots of the built distribution. */
class ResultLogIT {

    private Installed installed;

    @BeforeEach
    void install(@TempDir Path temp) throws IOException {
        installed = new Installed(temp);
    }

    @AfterEach
    void leaveNothing() throws IOException {
        installed.close();
    }

    private void site(String line) throws IOException {
        Files.writeString(installed.config().resolve("pergola.yaml"), line + "\n", StandardOpenOption.APPEND);
    }

    private static List<Value.Entries> lines(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .map(line -> (Value.Entries) Json.read(line))
                .toList();
    }

    private static Set<String> uuids(List<Value.Entries> lines) {
        return lines.stream().map(line -> text(line, "uuid")).collect(Collectors.toSet());
    }

    @Test
    void ofSeveralCommandsAtOnceHasAWholeLineForEachRun() throws Exception {
        int commands = 4;
        int tests = 15;
        Path log = installed.folder().resolve("all results.log");
        site("result_log: '" + log + "'");
        installed.suite("s", """
                many:
                  run: {cmds: ['printf "value %%%ds\\n" x']}
                  result_parse: {regex: {long: {regex: 'value (.*)'}}}
                """.formatted(20_000));
        List<Process> started = new ArrayList<>();
        for (int i = 0; i < commands; i++) {
            started.add(installed.start("run", "s.many*" + tests));
        }
        for (Process process : started) {
            assertEquals(0, process.waitFor(), () -> "a command failed");
        }
        List<Value.Entries> lines = lines(log);
        assertEquals(commands * tests, lines.size());
        assertEquals(commands * tests, uuids(lines).size());
        for (Value.Entries line : lines) {
            int number = Integer.parseInt(Json.write(Installed.value(line, "id")));
            assertEquals(installed.results(number), line);
        }
    }

    @Test
    void hasALineForEachFileAndOneMoreForEachTimeItIsJudgedAgain() throws Exception {
        installed.suite("s", """
                t:
                  run: {cmds: ['echo rate 1 > a.out', 'echo rate 2 > b.out']}
                  result_parse: {regex: {rate: {regex: 'rate (.*)', files: '*.out', per_file: name}}}
                """);
        installed.expect(0, "run", "s");
        installed.expect(0, "results", "1", "--re-run");
        installed.expect(0, "results", "1", "--re-run", "--save");
        List<Value.Entries> lines = lines(installed.work().resolve("results.log"));
        assertEquals(
                List.of("a 1 false", "b 2 false", "a 1 true", "b 2 true"),
                lines.stream()
                        .map(line -> text(line, "file") + " " + Json.write(Installed.value(line, "rate")) + " "
                                + line.values().containsKey("re_run"))
                        .toList());
        assertEquals(
                Files.readString(installed.work().resolve("results.log")),
                installed.expect(0, "log", "all_results").out());
    }

    @Test
    void thatCannotBeWrittenHarmsNoTestAndIsCaughtUpWith() throws Exception {
        site("result_log: /dev/full");
        installed.suite("s", "t: {run: {cmds: ['true']}}\n");
        Shell.Outcome first = installed.expect(0, "run", "s");
        contains(first.out(), "PASS");
        contains(first.err(), "the results of 1 test run are not in the common log", "no space left on device");
        contains(Files.readString(installed.runDir(1).resolve("status")), "WARNING Cannot write to the common log");
        contains(installed.expect(0, "status").err(), "the results of 1 test run are not in the common log");
        Path log = installed.folder().resolve("log");
        Path config = installed.config().resolve("pergola.yaml");
        Files.writeString(config, Files.readString(config).replace("/dev/full", "'" + log + "'"));
        contains(installed.expect(0, "results").err(), "they are there now");
        assertEquals(List.of(installed.results(1)), lines(log));
        assertTrue(installed.expect(0, "results").err().isEmpty());
    }
}
