package io.pergola.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a working directory is used.
 *
 * @param label of the configuration area it belongs to; goes into every {@link io.pergola.model.RunId}
 * @param umask permission bits that new files and directories do not get, 0 to 0777 (octal)
 * @param group that owns new files, or null for the user's own
 * @param cacheDir where the index lies; should be on a disk of this host; made when needed
 * @param threads that read or write many run directories together, at least 1
 * @param resultLog the common log of results, absolute; null for {@code results.log} in the working directory
 * @param flattenResults whether it has a line for each file of {@code per_file} in place of one for the run
 * @param indexing is told how far the reading of very many runs is that an index does not know
 */
public record StoreOptions(
        String label,
        int umask,
        @Nullable String group,
        Path cacheDir,
        int threads,
        @Nullable Path resultLog,
        boolean flattenResults,
        IndexProgress indexing) {

    /** With 8 threads, and the usual log of results. */
    public StoreOptions(String label, int umask, @Nullable String group, Path cacheDir) {
        this(label, umask, group, cacheDir, 8, null, true, IndexProgress.UNSEEN);
    }

    /** Checks the ranges. */
    public StoreOptions {
        if (umask < 0 || umask > 0777) {
            throw new IllegalArgumentException("Not a umask: " + Integer.toOctalString(umask));
        }
        if (threads < 1) {
            throw new IllegalArgumentException("Not a number of threads: " + threads);
        }
    }
}
