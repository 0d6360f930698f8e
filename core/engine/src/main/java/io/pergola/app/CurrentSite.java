package io.pergola.app;

import io.pergola.model.Value;
import io.pergola.resolve.Resolution;
import io.pergola.resolve.RunRequest;
import io.pergola.schedule.Kickoff;
import io.pergola.series.SeriesProgress;
import io.pergola.series.SeriesSite;
import io.pergola.series.SeriesStart;
import io.pergola.store.SeriesDirectory;
import io.pergola.store.Store;
import java.math.BigInteger;
import java.nio.file.Path;

/** The site as its files say now, for the manager of a series. */
final class CurrentSite implements SeriesSite {

    private final Pergola pergola;
    private final Store store;

    private CurrentSite(Pergola pergola, Store store) {
        this.pergola = pergola;
        this.store = store;
    }

    /** @throws io.pergola.model.ConfigException if it cannot be used now */
    static CurrentSite open(Environment environment, Path workingDir, SeriesDirectory series) {
        Pergola pergola = Pergola.open(environment);
        if (series.extra().get("seed") instanceof Value.Int(BigInteger seed)) {
            pergola.seed(seed.intValue());
        }
        return new CurrentSite(pergola, pergola.store(workingDir));
    }

    @Override
    public Resolution resolve(RunRequest request) {
        return pergola.resolver().resolve(request);
    }

    @Override
    public SeriesStart start() {
        return pergola.jobs().seriesStart(store);
    }

    @Override
    public void build(SeriesStart start, SeriesProgress progress) throws InterruptedException {
        start.build(() -> pergola.builder(store), pergola.site().settings().buildThreads(), progress);
    }

    @Override
    public Kickoff kickoff() {
        return pergola.jobs().kickoff(store);
    }

    @Override
    public String sysName() {
        return pergola.sysName();
    }
}
