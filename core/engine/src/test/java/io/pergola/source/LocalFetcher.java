package io.pergola.source;

import io.pergola.exec.SystemCommands;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Fetches for tests of what uses it. */
public final class LocalFetcher {

    private LocalFetcher() {}

    /** One without proxies. */
    public static Fetcher make(TreeDigests digests) {
        var network = new Network(Duration.ofSeconds(10), Map.of("PATH", "/usr/bin:/bin"), Map.of(), List.of());
        return new Fetcher(network, new SystemCommands(Git.environment(network)), digests);
    }
}
