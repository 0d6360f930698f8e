package io.pergola.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What changes in the index at a refresh; filled while the run directories are read.
 *
 * @param forgetAll everything that it held is about other runs
 */
record IndexUpdate(
        boolean forgetAll,
        Set<Integer> forget,
        List<RunSummary> summaries,
        Map<Integer, String> results,
        Map<Integer, BriefResults> briefs,
        Map<String, String> meta) {

    IndexUpdate(boolean forgetAll) {
        this(forgetAll, new HashSet<>(), new ArrayList<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    boolean isEmpty() {
        return !forgetAll && forget.isEmpty() && summaries.isEmpty() && meta.isEmpty();
    }
}
