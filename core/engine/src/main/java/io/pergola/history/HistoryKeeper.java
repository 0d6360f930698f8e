package io.pergola.history;

import io.pergola.json.Json;
import io.pergola.model.ResultKeys;
import io.pergola.model.Value;
import io.pergola.report.Figure;
import io.pergola.report.Figures;
import io.pergola.store.RunDirectory;
import io.pergola.store.RunSummary;
import io.pergola.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings the history of a working directory up to date from its run directories. Nothing is entered while tests run: whoever asks for
 * history, or removes runs, enters first what is not there yet. So a process that is killed loses none of it.
 */
public final class HistoryKeeper {

    private static final int AT_ONCE = 500;
    private static final int HASH_DIGITS = 16;

    private final Store store;

    /** For one working directory. */
    public HistoryKeeper(Store store) {
        this.store = store;
    }

    /** The file of the database. */
    public Path file() {
        return store.path().resolve("history.db");
    }

    /**
     * Enters all runs that have ended and are not known yet.
     *
     * @return how many
     */
    public int catchUp(History history) {
        return enter(history, store.allSummaries());
    }

    /**
     * Enters those of these runs that have ended and are not known yet, such as those that are to be removed.
     *
     * @return how many
     */
    public int catchUp(History history, Collection<Integer> numbers) {
        return enter(history, store.summaries(numbers));
    }

    private int enter(History history, List<RunSummary> runs) {
        Set<String> known = history.known();
        List<RunSummary> missing = runs.stream()
                .filter(run -> run.ended() && !run.uuid().isEmpty() && !known.contains(run.uuid()))
                .toList();
        for (int from = 0; from < missing.size(); from += AT_ONCE) {
            history.enter(past(missing.subList(from, Math.min(missing.size(), from + AT_ONCE))));
        }
        return missing.size();
    }

    /** Enters a run anew, whose results were revised. */
    public void revised(History history, Collection<Integer> numbers) {
        history.replace(
                past(store.summaries(numbers).stream().filter(RunSummary::ended).toList()));
    }

    private List<PastRun> past(List<RunSummary> runs) {
        Map<Integer, Value.Entries> results =
                store.results(runs.stream().map(run -> run.id().number()).toList());
        List<PastRun> past = new ArrayList<>();
        for (RunSummary run : runs) {
            int number = run.id().number();
            store.run(number).ifPresent(directory -> past.add(past(run, directory, results.get(number))));
        }
        return past;
    }

    private static PastRun past(RunSummary run, RunDirectory directory, Value.@Nullable Entries given) {
        Value.Entries results = given == null ? new Value.Entries(new LinkedHashMap<>()) : given;
        Value.Entries test = directory.test();
        List<Figure> figures = Figures.flat(results, run.nodes());
        long starts = directory.journal().stream()
                .filter(entry -> entry.state().equals("RUNNING"))
                .count();
        return new PastRun(
                run,
                new PastRun.Name(text(test, "suite"), text(test, "test"), text(test, "subtitle")),
                new PastRun.Origin(
                        build(directory),
                        hash(test),
                        directory.extra().get("revision") instanceof Value.Text(String revision) ? revision : "",
                        text(test, "suite_path")),
                text(results, ResultKeys.REASON),
                results.values().get("return_value") instanceof Value.Int(var code)
                        ? OptionalLong.of(code.longValue())
                        : OptionalLong.empty(),
                (int) Math.max(1, starts),
                figures);
    }

    private static String text(Value.Entries tree, String key) {
        return tree.values().get(key) instanceof Value.Text(String text) ? text : "";
    }

    /** The name of the build that the run's directory points to. */
    private static String build(RunDirectory directory) {
        Path link = directory.buildOrigin();
        try {
            return Files.isSymbolicLink(link)
                    ? String.valueOf(Files.readSymbolicLink(link).getFileName())
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Of what the test was, without the variables of machine and moment. */
    private static String hash(Value.Entries test) {
        Value config = test.values().getOrDefault("config", Value.NULL);
        if (config instanceof Value.Null) {
            return "";
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Json.write(config).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
