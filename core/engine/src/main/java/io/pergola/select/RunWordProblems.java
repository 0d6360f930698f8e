package io.pergola.select;

import io.pergola.config.Suggestions;
import io.pergola.model.Problem;
import io.pergola.model.RunId;
import io.pergola.store.Groups;
import io.pergola.store.SeriesDirectory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why words name no runs. */
final class RunWordProblems {

    static final String FORMS = "write a run (12, label.12), a range (3-9), a series (s5, s2-s4), runs of one (s5.3,"
            + " s5.1-4), 'last', 'all' or the name of a group";

    private final Stores stores;
    private final String user;
    private final String sysName;

    RunWordProblems(Stores stores, String user, String sysName) {
        this.stores = stores;
        this.user = user;
        this.sysName = sysName;
    }

    Problem of(String written, RunWord word) {
        return switch (word) {
            case RunWord.Last() ->
                Problem.warning("no series of " + user + " on " + sysName + " yet")
                        .help("start one with 'pergola run', or name runs by id: 12, 3-9, s5, all");
            case RunWord.Series _, RunWord.SeriesBetween _ -> none("series", written);
            case RunWord.One _, RunWord.Between _, RunWord.All() -> none("test run", written);
            case RunWord.Part part -> part(written, part);
            case RunWord.Group(String name) -> group(name);
            case RunWord.Malformed() ->
                Problem.error("'" + written + "' does not name test runs").help(FORMS);
        };
    }

    private static Problem none(String what, String written) {
        return Problem.warning("there is no " + what + " '" + written + "'")
                .help("'pergola status all' lists what there is");
    }

    private Problem part(String written, RunWord.Part part) {
        String series = part.series().toString();
        Optional<SeriesDirectory> found = Selector.find(stores, part.series());
        if (found.isEmpty()) {
            return Problem.warning("there is no series '" + series + "', of which '" + written + "' would be a part")
                    .help("'pergola series list --all' lists all series");
        }
        if (part.first() < 1 || part.last() < part.first()) {
            return Problem.error("'" + written + "' does not name runs of the series " + series)
                    .help("they are counted from 1, and a range goes up: " + series + ".1, " + series + ".2-4");
        }
        List<Integer> runs = found.get().runs().stream().sorted().toList();
        if (part.first() > runs.size()) {
            return Problem.warning("there is no '" + written + "': the series " + series + " has "
                            + (runs.isEmpty() ? "no runs" : runs.size() == 1 ? "one run" : runs.size() + " runs"))
                    .help("'pergola status " + series + "' lists them");
        }
        var removed = new RunId(part.series().label(), runs.get(part.first() - 1));
        return Problem.warning(
                        part.last() == part.first()
                                ? "'" + written + "' was the run " + removed + ", which has been removed"
                                : "the runs '" + written + "' have all been removed")
                .help("'pergola status " + series + "' lists what is left of the series");
    }

    private Problem group(String name) {
        Groups groups = GroupContents.groups(stores);
        if (groups.find(name).isPresent()) {
            return Problem.warning("no run is in the group '" + name + "'")
                    .help("'pergola group add " + name + " s5' adds a series, 'pergola group members " + name
                            + "' lists what is in it");
        }
        return unknown(name, groups, FORMS);
    }

    /** That there is no such group, and which have a name like it. */
    static Problem unknown(String name, Groups groups, String help) {
        Set<String> known = new LinkedHashSet<>(groups.names());
        known.addAll(groups.redirects().keySet());
        known.addAll(List.of("all", "last"));
        String near = Suggestions.didYouMean(name, known);
        return Problem.error("there is no group '" + name + "'").help(near.isEmpty() ? help : near + " Else " + help);
    }
}
