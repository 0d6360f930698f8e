package io.pergola.cli;

import io.pergola.model.Problem;
import io.pergola.store.ResultLog;
import io.pergola.store.Store;
import java.util.List;
import java.util.Optional;

/** Tells of results that could not be written to the common log when their runs ended. */
final class MissedResults {

    private MissedResults() {}

    /** Has them written now, if there are any, and says what came of it. */
    static void tell(Context context, Store store) {
        Optional<ResultLog.CaughtUp> news = store.catchUpResults();
        if (news.isPresent()) {
            new ProblemPrinter(context.screen())
                    .print(List.of(problem(news.get(), store.resultLog().file().toString())));
        }
    }

    private static Problem problem(ResultLog.CaughtUp news, String file) {
        if (news.missing() == 0) {
            return Problem.warning("the results of " + runs(news.written()) + " could not be written to " + file
                    + " when they ended; they are there now");
        }
        return Problem.warning("the results of " + runs(news.missing()) + " are not in the common log: " + news.why())
                .help(
                        "Mend that, or set another result_log; the next command writes them. Nothing is lost: each run has"
                                + " its results.json");
    }

    private static String runs(int number) {
        return number == 1 ? "1 test run" : number + " test runs";
    }
}
