package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.model.Problem;
import io.pergola.select.GroupItems;
import io.pergola.store.GroupDirectory;
import io.pergola.store.GroupMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pergola group remove}. */
@Command(
        name = "remove",
        description = "Take runs, series and groups out of a group; they themselves stay.",
        footer = {
            "",
            "A run that the group has through a series or another group is excluded: the group remembers not to",
            "hold it, until it is added again by itself."
        })
final class GroupRemoveCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(index = "0", paramLabel = "NAME", description = "The group.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "ITEM",
            description = "Runs (12, label.12, 3-9, s5.3), series (s5, s2-s4, 'last') and groups.")
    private List<String> words = new ArrayList<>();

    GroupRemoveCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Pergola pergola = context.pergola();
        GroupDirectory group = NamedGroup.find(pergola, name);
        GroupItems items = NamedGroup.items(pergola);
        var problems = new ArrayList<Problem>();
        Set<GroupMember> members = items.of(group, words, problems);
        NamedGroup.refuse(problems);
        int removed = 0;
        int excluded = 0;
        for (GroupMember member : members) {
            switch (items.remove(group, member)) {
                case REMOVED -> removed++;
                case EXCLUDED -> excluded++;
                case NOT_THERE ->
                    problems.add(Problem.error("'" + member.word() + "' is not in the group '" + group.name() + "'")
                            .help("'pergola group members " + group.name() + " -r' lists what is"));
                case NESTED ->
                    problems.add(Problem.error("'" + member.word() + "' is in the group '" + group.name()
                                    + "' through another group")
                            .help("remove it there ('pergola group members " + group.name()
                                    + " -r' tells where), or remove its runs one by one, which excludes them"));
            }
        }
        if (removed + excluded > 0 || problems.isEmpty()) {
            context.screen()
                    .info("Removed " + NamedGroup.count(removed, "member") + " from the group '" + group.name() + "'"
                            + (excluded == 0 ? "." : ", and excluded " + NamedGroup.count(excluded, "run") + "."));
        }
        new ProblemPrinter(context.screen()).print(problems);
        return problems.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }
}
