package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.config.Cadence;
import io.pergola.config.SeriesFile;
import io.pergola.config.SeriesFiles;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.model.Value;
import io.pergola.report.Column;
import io.pergola.series.SeriesPlan;
import io.pergola.store.SeriesCalendar;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola series due}. */
@Command(
        name = "due",
        description = "Show which series are due by their key 'every', and start them.",
        footer = {
            "",
            "The exit code is 2 if a file or name is wrong (the others are started all the same),",
            "4 if the store or a process failed, else 0, whether or not something was due.",
            "",
            "Examples:",
            "  pergola series due                  when each was last started, and is due next",
            "  pergola series due --run            for cron: start what is due, each time once"
        })
final class SeriesDueCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "NAME", description = "Names of series files (default: all that say 'every').")
    private List<String> names = new ArrayList<>();

    @Option(names = "--run", description = "Start those that are due.")
    private boolean run;

    @Option(
            names = {"-j", "--json"},
            description = "Print JSON.")
    private boolean json;

    SeriesDueCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Pergola pergola = context.pergola();
        if (run) {
            pergola.refuseUnsafe();
        }
        var files = new SeriesFiles(pergola.site());
        SequencedMap<String, Path> all = files.all();
        Listing listing = listing();
        int code = ExitCode.OK;
        for (String name : names.isEmpty() ? all.keySet() : names) {
            try {
                one(pergola, files, all, name, listing);
            } catch (ConfigException e) {
                new ProblemPrinter(context.screen()).print(e.problems());
                code = ExitCode.USAGE;
            }
        }
        if (listing.isEmpty() && !json) {
            context.screen().info("No series file says 'every'.");
        } else {
            listing.print(context.screen(), json);
        }
        return code;
    }

    private static Listing listing() {
        return new Listing("due")
                .column("name", Column.text("Name", 8))
                .column("state", Column.fixed("State"))
                .column("due", Column.fixed("Due"))
                .column("last", Column.fixed("Last start"))
                .column("last_series", Column.fixed("Series"));
    }

    private void one(Pergola pergola, SeriesFiles files, SequencedMap<String, Path> all, String name, Listing listing) {
        SeriesFile file = read(pergola, files, all.keySet(), name);
        @Nullable Cadence cadence = file.cadence();
        if (cadence == null) {
            if (!names.isEmpty()) {
                throw new ConfigException(Problem.error("the series file '" + name + "' does not say when it is due")
                        .help("Write how often into it, such as 'every: 24h'"));
            }
            return;
        }
        SeriesCalendar calendar =
                pergola.stores().store(RunId.MAIN).orElseThrow().seriesCalendar(pergola.user());
        DueSeries due = look(pergola, calendar, name, cadence);
        String state = due.state().name();
        if (run && due.state() == DueSeries.State.RUNS) {
            context.screen().info(name + ": " + running(due) + "; nothing was started.");
        } else if (run && due.state() == DueSeries.State.DUE) {
            boolean started = start(pergola, calendar, name, file, due.slot());
            due = look(pergola, calendar, name, cadence);
            state = started ? "STARTED" : due.state().name();
        }
        listing.add(row(name, all.get(name), state, cadence, due));
    }

    private SeriesFile read(Pergola pergola, SeriesFiles files, Collection<String> known, String name) {
        if (!known.contains(name) && (name.indexOf('/') >= 0 || name.endsWith(".yaml"))) {
            throw new ConfigException(Problem.error("'" + name + "' is the path of a file, and has no calendar")
                    .help("Put it into the folder 'series' of a config directory, and write its name without .yaml"));
        }
        return files.read(name, pergola.environment().currentDir());
    }

    private static String running(DueSeries due) {
        return due.running()
                .map(SeriesCalendar.Start::series)
                .filter(id -> !id.isEmpty())
                .map(id -> id + " has not ended")
                .orElse("it is being started by another process");
    }

    private DueSeries look(Pergola pergola, SeriesCalendar calendar, String name, Cadence cadence) {
        return DueSeries.of(
                cadence,
                calendar.starts(name),
                id -> isOpen(pergola, id),
                pergola.environment().clock().instant(),
                ZoneId.systemDefault());
    }

    /** One that has lost its manager gets another. */
    private static boolean isOpen(Pergola pergola, String id) {
        Optional<NamedSeries> series = NamedSeries.byId(pergola, id);
        series.ifPresent(each -> pergola.jobs().resume(each.store(), each.directory()));
        return series.map(each -> each.directory().book().isOpen()).orElse(false);
    }

    /** Checks first, so that what is wrong can be mended before the moment is over; false if somebody else was faster. */
    private boolean start(Pergola pergola, SeriesCalendar calendar, String name, SeriesFile file, Instant slot) {
        SeriesPlan plan = SeriesPlan.of(file);
        var launch = new SeriesLaunch(context);
        String label = launch.check(plan);
        Instant now = pergola.environment().clock().instant();
        if (!calendar.claim(name, new SeriesCalendar.Start(slot, now, pergola.hostName(), ""))) {
            context.screen().info(name + ": another process was faster; nothing was started here.");
            return false;
        }
        boolean made = false;
        try {
            NamedSeries series = launch.start(plan, label);
            made = true;
            calendar.made(name, new SeriesCalendar.Start(slot, now, pergola.hostName(), series.id()));
            context.screen().info(name + ": series " + series.id() + " was started.");
        } finally {
            if (!made) {
                calendar.giveBack(name, slot);
            }
        }
        return true;
    }

    private SequencedMap<String, Value> row(
            String name, @Nullable Path file, String state, Cadence cadence, DueSeries due) {
        var row = new LinkedHashMap<String, Value>();
        row.put("name", Value.of(name));
        row.put("file", file == null ? Value.NULL : Value.of(file.toString()));
        row.put("state", Value.of(state));
        row.put("every", Value.of(cadence.every().toSeconds()));
        row.put("due", time(due.slot()));
        row.put("last", due.last().map(start -> time(start.time())).orElse(json ? Value.NULL : Value.of("")));
        row.put(
                "last_series",
                Value.of(due.last().map(SeriesCalendar.Start::series).orElse("")));
        return row;
    }

    private Value time(Instant time) {
        Value seconds = RunJson.seconds(time);
        return json ? seconds : RunJson.readable(seconds);
    }
}
