package io.pergola.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The jobs that run, in the order of their starts and of their ends. */
final class RunningJobs {

    private final Map<String, StartedJob> byId = new LinkedHashMap<>();
    private final TreeSet<StartedJob> byEnd = new TreeSet<>(StartedJob.BY_END);

    void add(StartedJob run) {
        byId.put(run.job().id(), run);
        byEnd.add(run);
    }

    @Nullable StartedJob remove(String id) {
        StartedJob run = byId.remove(id);
        if (run != null) {
            byEnd.remove(run);
        }
        return run;
    }

    @Nullable StartedJob get(String id) {
        return byId.get(id);
    }

    Collection<StartedJob> inOrder() {
        return Collections.unmodifiableCollection(byId.values());
    }

    SortedSet<StartedJob> byEnd() {
        return Collections.unmodifiableSortedSet(byEnd);
    }
}
