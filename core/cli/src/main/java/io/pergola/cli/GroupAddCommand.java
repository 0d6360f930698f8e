package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.model.Problem;
import io.pergola.store.GroupMember;
import io.pergola.store.Groups;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pergola group add}. */
@Command(
        name = "add",
        description = "Add runs, series and groups to a group, which is made if there is none.",
        footer = {
            "",
            "A series is in it with all runs that it has and will have; so is a group. Groups may hold each other.",
            "A run that was removed from the group, and is added again, is in it again."
        })
final class GroupAddCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(index = "0", paramLabel = "NAME", description = "The group.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "ITEM",
            description = "Runs (12, label.12, 3-9, s5.3), series (s5, s2-s4, 'last') and groups.")
    private List<String> words = new ArrayList<>();

    GroupAddCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Pergola pergola = context.pergola();
        NamedGroup.check(name);
        var problems = new ArrayList<Problem>();
        Set<GroupMember> members = NamedGroup.items(pergola).existing(words, problems);
        NamedGroup.refuse(problems);
        Groups groups = NamedGroup.all(pergola);
        int added = 0;
        for (GroupMember member : members) {
            added += groups.add(name, member) ? 1 : 0;
        }
        String real = groups.find(name).map(group -> group.name()).orElse(name);
        int before = members.size() - added;
        context.screen()
                .info("Added " + NamedGroup.count(added, "member") + " to the group '" + real + "'"
                        + (before == 0
                                ? "."
                                : "; " + before + " " + (before == 1 ? "was" : "were") + " in it before."));
        return ExitCode.OK;
    }
}
