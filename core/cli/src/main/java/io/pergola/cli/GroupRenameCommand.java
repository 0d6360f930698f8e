package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.store.GroupDirectory;
import io.pergola.store.GroupMember;
import io.pergola.store.Groups;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pergola group rename}. */
@Command(name = "rename", description = "Give a group another name. The old one leads to it from then on.")
final class GroupRenameCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(index = "0", paramLabel = "OLD", description = "The group.")
    private String old = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "Its new name.")
    private String name = "";

    @Option(names = "--no-redirect", description = "Forget the old name.")
    private boolean noRedirect;

    GroupRenameCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Pergola pergola = context.pergola();
        NamedGroup.check(name);
        Groups groups = NamedGroup.all(pergola);
        GroupDirectory group = NamedGroup.find(pergola, old);
        switch (groups.rename(group, name, !noRedirect)) {
            case DONE -> tell(group.name(), noRedirect);
            case DONE_WITHOUT_REDIRECT -> {
                tell(group.name(), true);
                warn("meanwhile somebody made another group '" + group.name() + "', so that name is not forwarded");
            }
            case TAKEN ->
                throw new ConfigException(Problem.error("there is a group '" + name + "' already")
                        .help("choose another name, or 'pergola group add " + name + " " + group.name()
                                + "' to have all in one"));
            case GONE ->
                throw new ConfigException(
                        Problem.error("the group '" + group.name() + "' was renamed or deleted just now")
                                .help("'pergola group list' lists all groups"));
        }
        if (noRedirect) {
            warnOfHolders(groups, group.name());
        }
        return ExitCode.OK;
    }

    private void tell(String from, boolean forgotten) {
        context.screen()
                .info("Renamed the group '" + from + "' to '" + name + "'."
                        + (forgotten ? "" : " The old name leads to it."));
    }

    private void warnOfHolders(Groups groups, String from) {
        List<String> holders = groups.names().stream()
                .filter(each -> groups.find(each)
                        .filter(group -> group.holds(new GroupMember.Group(from)))
                        .isPresent())
                .toList();
        if (!holders.isEmpty()) {
            warn("'" + from + "' is still a member of " + String.join(", ", holders) + ", where it now means nothing");
        }
    }

    private void warn(String what) {
        new ProblemPrinter(context.screen()).print(List.of(Problem.warning(what)));
    }
}
