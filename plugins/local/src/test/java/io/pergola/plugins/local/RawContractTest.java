package io.pergola.plugins.local;

import io.pergola.spi.SchedulerProvider;

/** Without an allocation, its jobs are those of {@code local}. */
class RawContractTest extends LocalContractTest {

    @Override
    protected SchedulerProvider provider() {
        return new RawProvider();
    }
}
