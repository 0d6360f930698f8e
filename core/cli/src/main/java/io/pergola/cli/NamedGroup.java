package io.pergola.cli;

import io.pergola.app.Pergola;
import io.pergola.config.Suggestions;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.select.ExistingMembers;
import io.pergola.select.GroupItems;
import io.pergola.select.GroupNames;
import io.pergola.store.GroupDirectory;
import io.pergola.store.GroupTidyOutcome;
import io.pergola.store.Groups;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** Finds groups as users name them. All groups are in the main working directory. */
final class NamedGroup {

    private NamedGroup() {}

    static Groups all(Pergola pergola) {
        return pergola.stores().store(RunId.MAIN).orElseThrow().groups();
    }

    static GroupItems items(Pergola pergola) {
        return new GroupItems(pergola.stores(), pergola.selector());
    }

    /**
     * The one of a name.
     *
     * @throws ConfigException if there is none
     */
    static GroupDirectory find(Pergola pergola, String name) {
        Groups groups = all(pergola);
        return groups.find(name).orElseThrow(() -> new ConfigException(unknown(name, groups)));
    }

    private static Problem unknown(String name, Groups groups) {
        var known = new LinkedHashSet<>(groups.names());
        known.addAll(groups.redirects().keySet());
        String help = known.isEmpty()
                ? "there is none yet; 'pergola group add' makes one"
                : "'pergola group list' lists all groups";
        String near = Suggestions.didYouMean(name, known);
        return Problem.error("there is no group '" + name + "'").help(near.isEmpty() ? help : near + " Else " + help);
    }

    /**
     * Refuses a name that no group can have.
     *
     * @throws ConfigException if it is one
     */
    static void check(String name) {
        GroupNames.objection(name).ifPresent(problem -> {
            throw new ConfigException(problem);
        });
    }

    /** What names nothing is a warning among many words, and here an error: nothing is done by halves. */
    static void refuse(Collection<Problem> problems) {
        if (!problems.isEmpty()) {
            List<Problem> errors = problems.stream()
                    .map(problem -> {
                        Problem error = Problem.error(problem.what());
                        return problem.help().map(error::help).orElse(error);
                    })
                    .toList();
            throw new ConfigException(errors);
        }
    }

    /** Takes out of all groups what is gone, and removes those that are empty and that nobody touched for some time. */
    static GroupTidyOutcome tidy(Pergola pergola, Duration age) {
        var there = new ExistingMembers(pergola.stores());
        return pergola.stores().store(RunId.MAIN).orElseThrow().tidyGroups(there::isGone, age);
    }

    /** {@code one run}, {@code 3 runs}. */
    static String count(int number, String what) {
        return number == 1 ? "one " + what : number + " " + what + (what.endsWith("s") ? "" : "s");
    }
}
