package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.model.Value;
import io.pergola.report.Column;
import io.pergola.select.GroupContents;
import io.pergola.store.GroupDirectory;
import io.pergola.store.GroupMember;
import io.pergola.store.Groups;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pergola group list}. */
@Command(name = "list", description = "List groups: how many runs are in each in all, and what its own members are.")
final class GroupListCommand implements Callable<Integer> {

    private final Context context;

    @Option(
            names = {"-j", "--json"},
            description = "Print JSON.")
    private boolean json;

    GroupListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Pergola pergola = context.pergola();
        Groups groups = NamedGroup.all(pergola);
        var contents = new GroupContents(pergola.stores());
        Map<String, Set<String>> former = groups.formerNames();
        var listing = new Listing("groups")
                .column("name", Column.text("Group", 12))
                .column("all_runs", Column.number("All runs"))
                .column("runs", Column.number("Runs"))
                .column("series", Column.number("Series"))
                .column("groups", Column.number("Groups"))
                .column("excluded", Column.number("Excluded"))
                .column("former_names", Column.text("Former names", 12));
        for (String name : groups.names()) {
            groups.find(name)
                    .ifPresent(group -> listing.add(row(group, contents, former.getOrDefault(name, Set.of()))));
        }
        if (listing.isEmpty() && !json) {
            context.screen().info("There is no group yet.");
        } else {
            listing.print(context.screen(), json);
        }
        return ExitCode.OK;
    }

    private static SequencedMap<String, Value> row(GroupDirectory group, GroupContents contents, Set<String> former) {
        List<GroupMember> members = group.members();
        var row = new LinkedHashMap<String, Value>();
        row.put("name", Value.of(group.name()));
        row.put("all_runs", Value.of((long) contents.runs(group.name()).size()));
        row.put("runs", count(members, GroupMember.Run.class::isInstance));
        row.put("series", count(members, GroupMember.Series.class::isInstance));
        row.put("groups", count(members, GroupMember.Group.class::isInstance));
        row.put("excluded", Value.of((long) group.excluded().size()));
        row.put(
                "former_names",
                new Value.Items(former.stream().<Value>map(Value::of).toList()));
        return row;
    }

    private static Value count(List<GroupMember> members, Predicate<GroupMember> kind) {
        return Value.of(members.stream().filter(kind).count());
    }
}
