package io.pergola.cli;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** A directory in which pilots run tasks, with the built distribution. */
record PilotSite(Path folder, Shell shell) {

    static PilotSite in(Path folder) {
        return new PilotSite(
                folder,
                new Shell(
                        folder,
                        Map.of(
                                "PATH",
                                "/usr/local/bin:/usr/bin:/bin",
                                "HOME",
                                folder.toString(),
                                "LOG",
                                folder.resolve("log").toString())));
    }

    Path runs() {
        return folder.resolve("pilot_runs");
    }

    void tasks(String json) throws IOException {
        Files.writeString(folder.resolve("tasks.json"), json);
    }

    Shell.Outcome pilot(String... args) throws IOException, InterruptedException {
        return shell.run(Installed.command(words(args)));
    }

    Process start(String... args) throws IOException {
        return shell.start(folder.resolve("out"), folder.resolve("err"), Installed.command(words(args)));
    }

    private static String[] words(String... args) {
        return Stream.concat(Stream.of("pilot"), Stream.of(args)).toArray(String[]::new);
    }

    /** The lines that tasks wrote into the common log. */
    List<String> log() throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    Value.Entries summary() throws IOException {
        return (Value.Entries) Json.read(read("pilot_runs/summary.json"));
    }

    long count(String key) throws IOException {
        return summary().values().get(key) instanceof Value.Int(var number) ? number.longValue() : -1;
    }

    /** When each task that wrote {@code begin ID TIME} and {@code end ID TIME} ran, in seconds since the first began. */
    Map<String, double[]> times() throws IOException {
        var times = new LinkedHashMap<String, double[]>();
        double first = Double.MAX_VALUE;
        for (String line : log()) {
            String[] words = line.split(" ", -1);
            double time = Double.parseDouble(words[2]);
            first = Math.min(first, time);
            times.computeIfAbsent(words[1], id -> new double[2])[words[0].equals("begin") ? 0 : 1] = time;
        }
        double zero = first;
        times.values().forEach(each -> {
            each[0] -= zero;
            each[1] -= zero;
        });
        return times;
    }

    /** A task that writes when it begins and ends. */
    static String timed(String id, double seconds, String more) {
        return "{\"id\": \"" + id + "\", \"command\": \"echo begin $PILOT_TASK_ID $(date +%s.%N) >>$LOG; sleep "
                + seconds + "; echo end $PILOT_TASK_ID $(date +%s.%N) >>$LOG\"" + (more.isEmpty() ? "" : ", " + more)
                + "}";
    }

    static String list(List<String> tasks) {
        return "[" + String.join(",\n", tasks) + "]";
    }

    static List<String> each(int count, IntFunction<String> maker) {
        var made = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            made.add(maker.apply(i));
        }
        return made;
    }
}
