package io.pergola.app;

import io.pergola.config.Area;
import io.pergola.config.Site;
import io.pergola.resolve.ResolvedTest;
import io.pergola.select.Stores;
import io.pergola.store.IndexProgress;
import io.pergola.store.Store;
import io.pergola.store.StoreOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The working directories of a site, each opened once. */
final class SiteStores implements Stores {

    private final Site site;
    private final Path cache;
    private final InstantSource clock;
    private final Map<Path, Store> opened = new HashMap<>();
    private IndexProgress indexing = IndexProgress.UNSEEN;

    SiteStores(Site site, Path cache, InstantSource clock) {
        this.site = site;
        this.cache = cache;
        this.clock = clock;
    }

    void onIndexing(IndexProgress progress) {
        indexing = progress;
    }

    @Override
    public Optional<Store> store(String label) {
        return site.area(label).map(this::open);
    }

    @Override
    public Collection<String> labels() {
        return site.areas().stream().map(Area::label).toList();
    }

    /** When nodes last passed a test, by name. */
    Map<String, Instant> lastPasses(ResolvedTest test) {
        return store(test.label())
                .map(store -> store.lastPasses(test.suite() + "." + test.test()))
                .orElse(Map.of());
    }

    List<Store> all() {
        return site.areas().stream().map(this::open).toList();
    }

    Store open(Area area) {
        return opened.computeIfAbsent(
                area.workingDir(),
                path -> Store.open(
                        path,
                        new StoreOptions(
                                area.label(),
                                site.settings().umask(),
                                area.group().orElse(null),
                                cache,
                                site.settings().maxThreads(),
                                site.settings().resultLog().orElse(null),
                                site.settings().flattenResults(),
                                (done, of) -> indexing.read(done, of)),
                        clock));
    }
}
