package io.pergola.build;

import io.pergola.exec.Spawner;
import io.pergola.expr.Functions;
import io.pergola.source.LocalFetcher;
import io.pergola.source.TreeDigests;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A builder of real builds in folders of a test. */
public final class LocalBuilder {

    private LocalBuilder() {}

    /** Keeps builds in one folder, looks for sources in another, and remembers these in a third. */
    public static Builder make(Path builds, Path sources, Path cache) {
        var trees = new TreeDigests(cache, InstantSource.system());
        return new Builder(
                new BuildSettings(
                        builds,
                        test -> List.of(sources),
                        Map.of("PATH", "/usr/bin:/bin"),
                        "/opt/pergola/bin/pergola",
                        false,
                        0022,
                        test -> test.templates(Map.of(), Functions.builtIn()),
                        trees,
                        LocalFetcher.make(trees),
                        InstantSource.system()),
                new Spawner());
    }
}
