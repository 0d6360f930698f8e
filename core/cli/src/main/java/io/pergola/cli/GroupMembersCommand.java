package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.model.RunId;
import io.pergola.model.Value;
import io.pergola.report.Column;
import io.pergola.select.GroupContents;
import io.pergola.store.GroupDirectory;
import io.pergola.store.GroupMember;
import io.pergola.store.RunSummary;
import io.pergola.store.SeriesDirectory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola group members}. */
@Command(
        name = "members",
        description = "List what is in a group.",
        footer = {"", "Without -t, -s and -g: members of all kinds, and excluded runs."})
final class GroupMembersCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "NAME", description = "The group.")
    private String name = "";

    @Option(
            names = {"-r", "--recursive"},
            description = "Also what is in its series and groups.")
    private boolean recursive;

    @Option(
            names = {"-t", "--tests"},
            description = "Test runs.")
    private boolean tests;

    @Option(
            names = {"-s", "--series"},
            description = "Series.")
    private boolean series;

    @Option(
            names = {"-g", "--groups"},
            description = "Groups.")
    private boolean groups;

    @Option(
            names = {"-j", "--json"},
            description = "Print JSON.")
    private boolean json;

    GroupMembersCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Pergola pergola = context.pergola();
        GroupDirectory group = NamedGroup.find(pergola, name);
        var contents = new GroupContents(pergola.stores());
        List<GroupContents.Found> found = (recursive
                        ? contents.everything(group)
                        : contents.members(group).stream()
                                .map(member -> new GroupContents.Found(member, ""))
                                .toList())
                .stream().filter(each -> isWanted(each.member())).toList();
        Listing listing = listing();
        Map<RunId, RunSummary> runs = runs(pergola, found);
        found.forEach(each -> listing.add(row(pergola, each, runs)));
        if (!tests && !series && !groups) {
            group.excluded().forEach(id -> listing.add(row("excluded", id.toString(), "", "", "")));
        }
        if (listing.isEmpty() && !json) {
            context.screen().info("Nothing of that is in the group '" + group.name() + "'.");
        } else {
            listing.print(context.screen(), json);
        }
        return ExitCode.OK;
    }

    private Listing listing() {
        var listing = new Listing("members")
                .column("member", Column.fixed("Member"))
                .column("type", Column.fixed("Type"))
                .column("name", Column.text("Name", 16))
                .column("state", Column.fixed("State"));
        return recursive ? listing.column("through", Column.fixed("Through")) : listing;
    }

    private boolean isWanted(GroupMember member) {
        boolean all = !tests && !series && !groups;
        return switch (member) {
            case GroupMember.Run _ -> all || tests;
            case GroupMember.Series _ -> all || series;
            case GroupMember.Group _ -> all || groups;
        };
    }

    private static Map<RunId, RunSummary> runs(Pergola pergola, List<GroupContents.Found> found) {
        Map<String, List<Integer>> numbers = found.stream()
                .filter(each -> each.member() instanceof GroupMember.Run)
                .map(each -> ((GroupMember.Run) each.member()).id())
                .collect(Collectors.groupingBy(RunId::label, Collectors.mapping(RunId::number, Collectors.toList())));
        var runs = new LinkedHashMap<RunId, RunSummary>();
        numbers.forEach((label, its) -> pergola.stores().store(label).ifPresent(store -> store.summaries(its)
                .forEach(run -> runs.put(run.id(), run))));
        return runs;
    }

    private static SequencedMap<String, Value> row(
            Pergola pergola, GroupContents.Found found, Map<RunId, RunSummary> runs) {
        GroupMember member = found.member();
        return switch (member) {
            case GroupMember.Run(RunId id) -> {
                Optional<RunSummary> run = Optional.ofNullable(runs.get(id));
                yield row(
                        "run",
                        member.word(),
                        run.map(RunSummary::name).orElse(""),
                        run.map(RunSummary::state).orElse("gone"),
                        found.through());
            }
            case GroupMember.Series(String label, int number) -> {
                Optional<SeriesDirectory> its = pergola.stores().store(label).flatMap(store -> store.series(number));
                yield row(
                        "series",
                        member.word(),
                        its.map(SeriesDirectory::name).orElse(""),
                        its.isPresent() ? "" : "gone",
                        found.through());
            }
            case GroupMember.Group(String nested) -> {
                Optional<String> real = NamedGroup.all(pergola).find(nested).map(GroupDirectory::name);
                yield row(
                        "group",
                        member.word(),
                        real.filter(now -> !now.equals(nested))
                                .map(now -> "now " + now)
                                .orElse(""),
                        real.isPresent() ? "" : "gone",
                        found.through());
            }
        };
    }

    private static SequencedMap<String, Value> row(
            String type, String member, String name, String state, String through) {
        var row = new LinkedHashMap<String, Value>();
        row.put("member", Value.of(member));
        row.put("type", Value.of(type));
        row.put("name", Value.of(name));
        row.put("state", Value.of(state));
        row.put("through", Value.of(through));
        return row;
    }
}
