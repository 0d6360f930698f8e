package io.pergola.plugin;

import io.pergola.model.PluginException;
import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerContext;
import io.pergola.spi.SchedulerProvider;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A scheduler that a jar offers, and the scheduler itself once it was asked for. */
final class SchedulerOffer implements Offer {

    private final LoadedScheduler what;
    private final SchedulerProvider provider;
    private final PluginLimits limits;
    private @Nullable Scheduler made;
    private @Nullable BrokenPluginException failure;

    SchedulerOffer(LoadedScheduler what, SchedulerProvider provider, PluginLimits limits) {
        this.what = what;
        this.provider = provider;
        this.limits = limits;
    }

    LoadedScheduler what() {
        return what;
    }

    @Override
    public Kind kind() {
        return Kind.SCHEDULER;
    }

    @Override
    public String name() {
        return what.info().name();
    }

    /** Makes it the first time; a plugin that failed once is not asked again. */
    Scheduler scheduler(SchedulerContext context) {
        if (made == null && failure == null) {
            make(context);
        }
        if (made == null) {
            throw broken(failure);
        }
        return made;
    }

    private void make(SchedulerContext context) {
        try {
            String step = provider.getClass().getName() + ".create()";
            Scheduler raw = watch(limits.start()).call(step, () -> provider.create(context));
            made = new GuardedScheduler(raw, what, watch(limits.call()));
        } catch (BrokenPluginException e) {
            failure = e;
        }
    }

    private PluginException broken(@Nullable BrokenPluginException why) {
        String reason = why == null ? "it made no scheduler" : why.said() + ". " + why.help();
        return new PluginException(
                "The scheduler " + name() + " of the plugin " + what.jar() + " cannot be used: " + reason, why);
    }

    private Watch watch(Duration limit) {
        return new Watch(provider.getClass().getClassLoader(), limit);
    }
}
