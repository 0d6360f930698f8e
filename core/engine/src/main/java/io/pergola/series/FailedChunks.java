package io.pergola.series;

import io.pergola.model.Verdict;
import io.pergola.schedule.ChunkNote;
import io.pergola.store.JobDirectory;
import io.pergola.store.RunSummary;
import io.pergola.store.Store;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which chunks of a series have failed: a run on them did not pass, and was not cancelled. A job without a chunk is one itself. */
final class FailedChunks {

    private final Store store;
    private final Map<String, String> names = new HashMap<>();

    FailedChunks(Store store) {
        this.store = store;
    }

    /** In words, each once, in the order of the runs. */
    List<String> of(Collection<RunSummary> runs) {
        Set<String> failed = new LinkedHashSet<>();
        for (RunSummary run : runs) {
            if (!run.jobId().isEmpty() && hasFailed(run)) {
                failed.add(names.computeIfAbsent(run.jobId(), this::name));
            }
        }
        return List.copyOf(failed);
    }

    private static boolean hasFailed(RunSummary run) {
        Verdict verdict = run.result();
        return run.ended() && (verdict == null ? !run.state().contains("CANCEL") : verdict != Verdict.PASS);
    }

    private String name(String job) {
        Optional<ChunkNote> chunk = store.job(job).map(JobDirectory::extra).flatMap(ChunkNote::of);
        return chunk.map(ChunkNote::text).orElse("job " + job);
    }
}
