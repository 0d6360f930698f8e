package io.pergola.schedule;

import io.pergola.spi.ProcessIdentity;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What every kickoff script holds, and who submits.
 *
 * @param program the {@code pergola} command, on a path that the nodes see too
 * @param exports variables that the pilot needs to find the same configuration
 * @param umask permission bits that files of the job do not get, 0 to 0777 (octal)
 * @param setup the site's own lines ({@code env_setup})
 * @param self this process: as long as it lives, a job that it made may still be on its way to the batch system
 */
public record KickoffSettings(
        Path program, SequencedMap<String, String> exports, int umask, List<String> setup, ProcessIdentity self) {

    /** Copies the collections. */
    public KickoffSettings {
        exports = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(exports));
        setup = List.copyOf(setup);
    }
}
