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
 */
public record StoreOptions(
        String label, int umask, @Nullable String group, Path cacheDir) {

    /** Checks the range. */
    public StoreOptions {
        if (umask < 0 || umask > 0777) {
            throw new IllegalArgumentException("Not a umask: " + Integer.toOctalString(umask));
        }
    }
}
