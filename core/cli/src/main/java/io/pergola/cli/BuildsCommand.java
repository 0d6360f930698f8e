package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.build.BuildCache;
import io.pergola.json.Json;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.StoreException;
import io.pergola.model.Value;
import io.pergola.report.Cell;
import io.pergola.report.Column;
import io.pergola.report.Table;
import io.pergola.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola builds}. */
@Command(
        name = "builds",
        description = "The builds that are kept, or how two of them differ.",
        footer = {
            "",
            "'pergola clean' removes those that no run uses.",
            "",
            "Examples:",
            "  pergola builds                    all, those used last first",
            "  pergola builds --unused           those that no run uses",
            "  pergola builds 12 15              why the runs 12 and 15 have different builds"
        })
final class BuildsCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(
            arity = "0..2",
            paramLabel = "BUILD",
            description = "Two builds to compare: each the name of a build, or a run that uses it.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--unused", description = "Only builds that no run uses.")
    private boolean unused;

    @Option(
            names = {"-j", "--json"},
            description = "Print them as a JSON list.")
    private boolean json;

    BuildsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<Shown> builds = all();
        if (words.isEmpty()) {
            print(builds.stream()
                    .filter(build -> !unused || build.kept().runs().isEmpty())
                    .toList());
        } else if (words.size() == 2 && !unused && !json) {
            new BuildComparison(context.screen()).print(find(words.get(0), builds), find(words.get(1), builds));
        } else {
            String what = words.size() == 1
                    ? "a build is compared with another one, and only '" + words.getFirst() + "' is named"
                    : "--unused and --json are for the list of all builds";
            throw new ConfigException(
                    Problem.error(what).help("name two builds or runs to compare them, or none to see all builds"));
        }
        return ExitCode.OK;
    }

    /** A build, and the label of the working directory that keeps it. */
    private record Shown(String label, BuildCache.Kept kept) {}

    private List<Shown> all() {
        Pergola pergola = context.pergola();
        List<Shown> all = new ArrayList<>();
        for (String label : pergola.stores().labels()) {
            Store store = pergola.stores().store(label).orElseThrow();
            try {
                pergola.builds(store).list().forEach(kept -> all.add(new Shown(label, kept)));
            } catch (IOException e) {
                throw new StoreException("cannot look at the builds in " + store.builds() + ": " + e.getMessage(), e);
            }
        }
        return all;
    }

    private BuildCache.Kept find(String word, List<Shown> builds) {
        for (Shown build : builds) {
            String label = build.label() + ".";
            String number = word.startsWith(label) ? word.substring(label.length()) : word;
            boolean uses = build.kept().runs().stream().anyMatch(run -> number.equals(Integer.toString(run)));
            if (uses || build.kept().directory().equals(word)) {
                return build.kept();
            }
        }
        throw new ConfigException(Problem.error("'" + word + "' is no build, and no run that has one")
                .help("'pergola builds' lists all; a test whose build failed has none"));
    }

    private void print(List<Shown> builds) {
        if (json) {
            context.screen()
                    .line(Json.write(new Value.Items(
                            builds.stream().map(BuildsCommand::value).toList())));
            return;
        }
        var now = context.environment().clock().instant();
        var table = new Table(List.of(
                Column.fixed("Build"),
                Column.number("Size"),
                Column.number("Age"),
                Column.number("Used"),
                Column.number("Runs"),
                Column.text("By", 6),
                Column.text("Made for", 10)));
        long bytes = 0;
        for (Shown shown : builds) {
            BuildCache.Kept kept = shown.kept();
            bytes += kept.bytes();
            table.add(List.of(
                    Cell.of(kept.directory()),
                    Cell.of(Amounts.bytes(kept.bytes())),
                    Cell.of(kept.record()
                            .map(its -> Amounts.age(its.made(), now))
                            .orElse("")),
                    Cell.of(Amounts.age(kept.used(), now)),
                    Cell.of(Integer.toString(kept.runs().size())),
                    Cell.of(kept.record().map(its -> its.user()).orElse("")),
                    Cell.of(kept.record().map(its -> its.test()).orElse("(unfinished, or made anew since)"))));
        }
        if (!table.isEmpty()) {
            context.screen().table(table);
        }
        context.screen()
                .info(builds.size() + (builds.size() == 1 ? " build, " : " builds, ") + Amounts.bytes(bytes) + ".");
    }

    private static Value value(Shown shown) {
        BuildCache.Kept kept = shown.kept();
        var values = new LinkedHashMap<String, Value>();
        values.put("build", Value.of(kept.directory()));
        values.put("label", Value.of(shown.label()));
        values.put("bytes", Value.of(kept.bytes()));
        values.put("used", Value.of(kept.used().toEpochMilli() / 1e3));
        values.put("runs", new Value.Items(kept.runs().stream().map(Value::of).toList()));
        kept.record().ifPresent(record -> {
            values.put("made", Value.of(record.made().toEpochMilli() / 1e3));
            values.put("took", Value.of(record.took().toMillis() / 1e3));
            values.put("user", Value.of(record.user()));
            values.put("test", Value.of(record.test()));
        });
        return new Value.Entries(values);
    }
}
