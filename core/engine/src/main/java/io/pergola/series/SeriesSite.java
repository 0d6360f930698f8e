package io.pergola.series;

import io.pergola.resolve.Resolution;
import io.pergola.resolve.RunRequest;
import io.pergola.schedule.Kickoff;

/** The site as it is configured at one moment. A manager, which may live for days, looks at it anew for each set. */
public interface SeriesSite {

    /** Resolves what a set asks for. */
    Resolution resolve(RunRequest request);

    /** Makes runs. */
    SeriesStart start();

    /**
     * Builds what has to be built before the jobs of these runs.
     *
     * @throws InterruptedException if interrupted; what was not built by then is given up
     */
    void build(SeriesStart start, SeriesProgress progress) throws InterruptedException;

    /** Submits runs. */
    Kickoff kickoff();

    /** The system on which the runs are made. */
    String sysName();
}
