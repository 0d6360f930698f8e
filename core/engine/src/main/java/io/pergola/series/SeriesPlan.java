package io.pergola.series;

import io.pergola.config.SeriesFile;
import io.pergola.config.TestConditions;
import io.pergola.resolve.RunRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All sets of a series with their repeats, in the order in which they are started. */
public final class SeriesPlan {

    private final SeriesFile file;
    private final List<PlannedSet> sets;

    private SeriesPlan(SeriesFile file, List<PlannedSet> sets) {
        this.file = file;
        this.sets = List.copyOf(sets);
    }

    /** Of a file without rings or unknown names. */
    public static SeriesPlan of(SeriesFile file) {
        var sets = new ArrayList<PlannedSet>();
        List<String> names = file.sets().stream().map(SeriesFile.TestSet::name).toList();
        for (int iteration = 1; iteration <= file.repeat(); iteration++) {
            int first = sets.size();
            String prefix = file.repeat() > 1 ? iteration + "." : "";
            for (SeriesFile.TestSet set : file.sets()) {
                Set<Integer> parents = new LinkedHashSet<>();
                set.dependsOn().forEach(parent -> parents.add(first + names.indexOf(parent)));
                if (file.ordered() && sets.size() > first) {
                    parents.add(sets.size() - 1);
                }
                sets.add(new PlannedSet(prefix + set.name(), iteration, set, List.copyOf(parents)));
            }
        }
        return new SeriesPlan(file, sets);
    }

    /** The file that this is the plan of. */
    public SeriesFile file() {
        return file;
    }

    /** In order. */
    public List<PlannedSet> sets() {
        return sets;
    }

    /** What is asked for in a set. */
    public RunRequest request(SeriesFile.TestSet set) {
        var modes = new ArrayList<>(file.modes());
        modes.addAll(set.modes());
        var overrides = new ArrayList<>(file.overrides());
        overrides.addAll(set.overrides());
        TestConditions conditions = set.conditions();
        return new RunRequest(set.tests(), List.of(), file.os(), file.host(), modes, overrides, 1, conditions);
    }
}
