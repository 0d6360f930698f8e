package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.report.DisplayText;
import io.pergola.store.RunSummary;
import io.pergola.store.SeriesBook;
import io.pergola.store.SetEvent;
import java.time.Duration;
import java.util.List;

/** Follows series from files to their end, and shows what came of them. */
final class SeriesWatch {

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int LOOKS_UNTIL_CHECK = 20;

    private final Context context;
    private final boolean json;
    private final Listing rows = SeriesOverview.listing();

    SeriesWatch(Context context, boolean json) {
        this.context = context;
        this.json = json;
    }

    /** As it stands now. */
    int show(NamedSeries series) {
        rows.add(SeriesOverview.row(series, runs(series)));
        return ExitCode.OK;
    }

    private static List<RunSummary> runs(NamedSeries series) {
        return series.store().summaries(series.directory().runs());
    }

    /** Until it has ended, or the user does not want to look any more; the exit code tells what came of its runs. */
    int follow(NamedSeries series) throws InterruptedException {
        Pergola pergola = context.pergola();
        SeriesBook book = series.directory().book();
        int told = 0;
        int looks = 0;
        try (var interrupts = new Interrupts()) {
            while (interrupts.count() == 0) {
                boolean open = book.isOpen();
                List<SetEvent> events = book.events();
                events.subList(Math.min(told, events.size()), events.size()).forEach(this::tell);
                told = Math.max(told, events.size());
                if (!open) {
                    return ended(series);
                }
                looks++;
                if (looks % LOOKS_UNTIL_CHECK == 0) {
                    pergola.jobs().resume(series.store(), series.directory());
                }
                Thread.sleep(LOOK);
            }
        }
        context.screen().info(series.id() + " goes on. 'pergola series cancel " + series.id() + "' cancels it.");
        show(series);
        return ExitCode.ERROR;
    }

    private void tell(SetEvent event) {
        int count = event.runs().size();
        String runs = count == 0 ? "" : count == 1 ? "  1 run" : "  " + count + " runs";
        String note = event.note().isEmpty() ? "" : "  " + event.note();
        String state = event.state();
        context.screen()
                .info(state + " ".repeat(Math.max(0, 12 - state.length())) + "  "
                        + DisplayText.harmless(event.set() + runs + note));
    }

    private int ended(NamedSeries series) {
        List<RunSummary> runs = runs(series);
        rows.add(SeriesOverview.row(series, runs));
        if (!json) {
            SeriesOverview.sets(List.of(series)).print(context.screen(), false);
        }
        boolean whole = series.directory().book().events().stream()
                .map(SetEvent::state)
                .noneMatch(state -> state.equals(SeriesBook.ERROR) || state.equals(SeriesBook.SKIPPED));
        boolean complete = series.directory().book().state().equals("COMPLETE");
        return Math.max(RunOutcome.exitCode(runs), whole && complete ? ExitCode.OK : ExitCode.ERROR);
    }

    /** All that were shown. */
    void print() {
        rows.print(context.screen(), json);
    }
}
