package io.pergola.doctor;

import io.pergola.app.Pergola;
import io.pergola.history.History;
import io.pergola.history.HistoryKeeper;
import io.pergola.model.StoreException;
import io.pergola.store.IndexState;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a working directory keeps of its runs. */
final class RecordChecks {

    private static final int MOST_NAMED = 10;

    private final Pergola pergola;
    private final Supplier<Store> store;

    /** {@code store}: opens it, which tells if it was made by a newer Pergola. */
    RecordChecks(Pergola pergola, Supplier<Store> store) {
        this.pergola = pergola;
        this.store = store;
    }

    List<Check> checks() {
        return List.of(
                new Check("format", this::format),
                new Check("results.log", this::results),
                new Check("history", this::history),
                new Check("index", this::index),
                new Check("series", this::series));
    }

    private void format(Findings findings) {
        Store opened = store.get();
        findings.ok("format", "1, with " + count(opened.runNumbers().length, "run"));
    }

    private static String count(int number, String what) {
        return String.format("%,d %s", number, number == 1 ? what : what + "s");
    }

    private void results(Findings findings) {
        Path file = store.get().resultLog().file();
        if (Files.notExists(file)) {
            findings.ok("results.log", "not there yet: " + file);
        } else if (access(findings, "results.log", file)) {
            findings.ok("results.log", file.toString());
        }
        int missed = store.get().resultLog().missed();
        if (missed > 0) {
            findings.warning(
                    "results.log",
                    "the results of " + count(missed, "run") + " could not be written to it",
                    "The next 'pergola status' or 'results' writes them, if it can");
        }
    }

    private static boolean access(Findings findings, String check, Path file) {
        if (!Files.isReadable(file)) {
            findings.error(check, file + " cannot be read", "Have its owner 'chmod g+rw' it");
            return false;
        }
        if (!Files.isWritable(file)) {
            findings.warning(
                    check,
                    file + " cannot be written: what your runs come to will be missing in it",
                    "Have its owner 'chmod g+rw' it");
            return false;
        }
        return true;
    }

    private void history(Findings findings) {
        Path file = new HistoryKeeper(store.get()).file();
        if (Files.notExists(file)) {
            findings.ok("history", "not there yet: " + file);
        } else if (access(findings, "history", file)) {
            try (History history = History.open(file)) {
                findings.ok("history", count(history.known().size(), "run") + ", " + file);
            } catch (StoreException e) {
                findings.error("history", String.valueOf(e.getMessage()), "Then 'pergola history' enters them");
            }
        }
    }

    private void index(Findings findings) {
        IndexState index = store.get().index();
        if (!index.exists()) {
            findings.ok("index", "not there yet; the first listing makes it: " + index.file());
        } else if (!index.trouble().isEmpty()) {
            findings.warning(
                    "index",
                    index.file() + " cannot be used, and listings are slow: " + index.trouble(),
                    "'pergola maint reindex' makes it anew");
        } else {
            findings.ok("index", count(index.runs(), "run") + " that have ended, " + index.file());
        }
    }

    /** Those of this user. */
    private void series(Findings findings) throws IOException {
        Store opened = store.get();
        var lost = new ArrayList<String>();
        int open = 0;
        for (int number : opened.seriesNumbers()) {
            SeriesDirectory found = opened.series(number)
                    .filter(each ->
                            each.user().equals(pergola.user()) && each.book().isOpen())
                    .orElse(null);
            if (found != null) {
                open++;
                // A lock is tried only where there was one: nothing is made here.
                if (Files.notExists(found.book().lock())
                        || pergola.jobs().manager(opened, found).isIdle()) {
                    lost.add(found.id());
                }
            }
        }
        if (lost.isEmpty()) {
            findings.ok("series", open + " of yours have not ended, and each is managed");
        } else {
            String ids = String.join(" ", lost.subList(0, Math.min(lost.size(), MOST_NAMED)));
            findings.warning(
                    "series",
                    "of your series " + lost.size() + " have no manager: " + ids,
                    "pergola series resume " + ids);
        }
    }
}
