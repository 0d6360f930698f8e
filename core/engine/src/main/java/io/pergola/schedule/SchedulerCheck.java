package io.pergola.schedule;

import io.pergola.model.SchedulerException;
import io.pergola.resolve.ResolvedTest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** Asks schedulers, before anything is made for a test, whether they would take its jobs at all. */
public final class SchedulerCheck {

    private SchedulerCheck() {}

    /**
     * What they would not take; each different settings are asked about once.
     *
     * @throws io.pergola.model.PluginException if a scheduler does not exist or is broken
     */
    public static List<SchedulerException> refusals(Schedulers schedulers, Collection<ResolvedTest> tests) {
        var asked = new LinkedHashSet<ShareKey>();
        tests.forEach(test -> asked.add(ShareKey.of(test)));
        var refusals = new ArrayList<SchedulerException>();
        for (ShareKey key : asked) {
            try {
                schedulers.get(key.scheduler()).check(key.schedule(), key.options());
            } catch (SchedulerException e) {
                refusals.add(e);
            }
        }
        return refusals;
    }
}
