package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pilot of 500 tasks, some of them tried twice and some bringing others, is killed with SIGKILL at random moments. */
class PilotCrashIT {

    private static final int TASKS = 500;
    private static final int KILLS = 50;
    private static final int LONGEST_MS = 80;
    private static final long SEED = 20_261_122;

    private static final String CALLBACK = """
            case $PILOT_TASK_ID in
                t*7) echo "{\\"id\\": \\"x$PILOT_TASK_ID\\", \\"command\\": \\"echo begin x >>$LOG\\"}" ;;
            esac
            """;

    private static String task(int i) {
        String flaky = i % 5 == 0 ? "test -e flaky || { touch flaky; exit 3; }" : "true";
        return "{\"id\": \"t" + i + "\", \"command\": \"echo begin $PILOT_TASK_ID $$ >>$LOG; sleep 0.05; " + flaky
                + "\", \"max_retries\": 1}";
    }

    @Test
    void eachTaskHasOneFinalStateAndNoneRunsAgainOnceItsResultIsStored(@TempDir Path folder) throws Exception {
        PilotSite site = PilotSite.in(folder);
        site.tasks(PilotSite.list(PilotSite.each(TASKS, PilotCrashIT::task)));
        Files.writeString(folder.resolve("more.sh"), CALLBACK);
        var random = new Random(SEED);
        Set<String> ended = new HashSet<>();
        int kills = 0;
        while (kills < KILLS) {
            Process pilot = start(site);
            awaitFirst(site, pilot);
            if (pilot.waitFor(random.nextInt(LONGEST_MS), TimeUnit.MILLISECONDS)) {
                break;
            }
            pilot.destroyForcibly().waitFor();
            kills++;
            ended = stored(folder, site.runs().resolve("pilot.db"), ended);
            mark(folder, ended);
        }
        assertEquals(KILLS, kills, "it was over before");
        assertEquals(0, start(site).waitFor(), () -> read(site, "err"));
        Map<String, String> states = states(site.runs().resolve("pilot.db"));
        assertEquals(TASKS + TASKS / 10, states.size());
        assertEquals(Set.of("completed"), Set.copyOf(states.values()));
        assertNoneRanAgain(site.log());
        assertEquals("", site.shell().run("pgrep", "-f", folder.toString()).out());
    }

    private static Process start(PilotSite site) throws IOException {
        boolean resume = Files.exists(site.runs().resolve("pilot.db"));
        Files.deleteIfExists(site.folder().resolve("err"));
        List<String> words = List.of("run", "--cores", "8", "--tasks", "tasks.json", "--on-complete", "sh more.sh");
        return site.start(Stream.concat(words.stream(), (resume ? List.of("--resume") : List.<String>of()).stream())
                .toArray(String[]::new));
    }

    /** So that each round gets something done, however busy the machine is. */
    private static void awaitFirst(PilotSite site, Process pilot) throws IOException, InterruptedException {
        Installed.await(
                "something was started",
                () -> !pilot.isAlive() || read(site, "err").contains("▶"));
    }

    private static String read(PilotSite site, String file) {
        try {
            Path path = site.folder().resolve(file);
            return Files.exists(path) ? Files.readString(path) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The tasks whose results are stored, by a copy of what the dead pilot left; none that was there may be missing. */
    private static Set<String> stored(Path folder, Path database, Set<String> before) throws IOException, SQLException {
        Path copy = Files.createTempDirectory(folder, "copy").resolve("pilot.db");
        Files.copy(database, copy);
        Path journal = database.resolveSibling("pilot.db-wal");
        if (Files.exists(journal)) {
            Files.copy(journal, copy.resolveSibling("pilot.db-wal"));
        }
        var ended = new HashSet<String>();
        states(copy).forEach((id, state) -> {
            if (state.equals("completed") || state.equals("failed")) {
                ended.add(id);
            }
        });
        assertTrue(ended.containsAll(before), "a stored result is gone");
        return Collections.unmodifiableSet(ended);
    }

    private static Map<String, String> states(Path database) throws SQLException {
        var states = new HashMap<String, String>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, state FROM task")) {
            while (rows.next()) {
                states.put(rows.getString(1), rows.getString(2));
            }
        }
        return states;
    }

    private static void mark(Path folder, Set<String> ended) throws IOException {
        Files.writeString(
                folder.resolve("log"),
                "killed " + String.join(" ", ended) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static void assertNoneRanAgain(List<String> log) {
        Set<String> ended = new HashSet<>();
        for (String line : log) {
            List<String> words = List.of(line.split(" ", -1));
            if (words.getFirst().equals("killed")) {
                ended.addAll(words);
            } else {
                assertTrue(!ended.contains(words.get(1)), () -> words.get(1) + " ran again");
            }
        }
        long begun = IntStream.range(0, TASKS)
                .filter(i -> log.stream().anyMatch(line -> line.startsWith("begin t" + i + " ")))
                .count();
        assertEquals(TASKS, begun);
    }
}
