package io.pergola.build;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Cleans the builds in a directory, none of which is used. */
final class CleanProcess {

    private CleanProcess() {}

    public static void main(String[] arguments) throws IOException {
        new BuildCache(Path.of(arguments[0]), Map::of, 0022).clean(Instant.now().plus(Duration.ofDays(1)));
    }
}
