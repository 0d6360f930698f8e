package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.history.History;
import io.pergola.history.HistoryKeeper;
import io.pergola.model.RunId;
import io.pergola.model.StoreException;
import io.pergola.model.Value;
import io.pergola.model.Verdict;
import io.pergola.results.Judgement;
import io.pergola.run.Rejudge;
import io.pergola.store.RunDirectory;
import io.pergola.store.RunSummary;
import io.pergola.store.Store;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges runs again, and keeps the outcome if that is wanted. */
final class ResultsAgain {

    private final Context context;
    private final boolean save;

    ResultsAgain(Context context, boolean save) {
        this.context = context;
        this.save = save;
    }

    /** The runs with their new verdicts; their new results take the place of those in {@code results}. */
    List<RunSummary> judge(List<RunSummary> runs, Map<RunId, Value.Entries> results) {
        Pergola pergola = context.pergola();
        var rejudge = new Rejudge(
                pergola.environment().variables(),
                pergola.environment().program().toString(),
                pergola.functions(),
                pergola.parsers());
        List<RunSummary> judged = new ArrayList<>();
        for (RunSummary run : runs) {
            Optional<Store> store = pergola.stores().store(run.id().label());
            Optional<RunDirectory> directory =
                    store.flatMap(found -> found.run(run.id().number()));
            judged.add(
                    directory.map(found -> judge(rejudge, run, found, results)).orElse(run));
        }
        if (save) {
            enter(judged);
        }
        return judged;
    }

    private RunSummary judge(
            Rejudge rejudge, RunSummary run, RunDirectory directory, Map<RunId, Value.Entries> results) {
        return switch (rejudge.judge(directory)) {
            case Rejudge.Outcome.Refused(String why) -> {
                context.screen().info("Test run " + run.id() + " is not judged again: " + why + ".");
                yield run;
            }
            case Rejudge.Outcome.Judged(Judgement judgement) -> {
                Verdict before = run.result();
                if (before != judgement.verdict()) {
                    context.screen()
                            .info("Test run " + run.id() + " was " + (before == null ? "not judged" : before) + ", now "
                                    + judgement.verdict() + ".");
                }
                results.put(run.id(), judgement.results());
                if (save) {
                    directory.revise(judgement.results(), judgement.verdict());
                    log(run.id(), judgement.results());
                }
                yield run.judged(judgement.verdict());
            }
        };
    }

    private void log(RunId run, Value.Entries results) {
        context.pergola()
                .stores()
                .store(run.label())
                .flatMap(store -> store.resultLog()
                        .addAgain(
                                run.number(),
                                results,
                                context.environment().clock().instant()))
                .ifPresent(why -> context.screen().info("warning: " + why));
    }

    /** History knows the new results, if it knew the old. */
    private void enter(List<RunSummary> runs) {
        for (String label :
                runs.stream().map(run -> run.id().label()).distinct().toList()) {
            context.pergola().stores().store(label).ifPresent(store -> enter(store, runs, label));
        }
    }

    private void enter(Store store, List<RunSummary> runs, String label) {
        var keeper = new HistoryKeeper(store);
        if (!Files.exists(keeper.file())) {
            return;
        }
        try (History history = History.open(keeper.file())) {
            keeper.revised(
                    history,
                    runs.stream()
                            .filter(run -> run.id().label().equals(label))
                            .map(run -> run.id().number())
                            .toList());
        } catch (StoreException e) {
            context.screen().info("warning: " + e.getMessage());
        }
    }
}
