package io.pergola.app;

import io.pergola.config.Setting;
import io.pergola.config.SiteSettings;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.policy.Policies;
import io.pergola.spi.policy.SchedulingPolicy;
import java.util.Optional;
import java.util.stream.Collectors;

/** The policy that a site wants its jobs to start their runs by. */
final class SitePolicy {

    private SitePolicy() {}

    static SchedulingPolicy of(SiteSettings settings) {
        Optional<Setting.Text> wanted = settings.schedulingPolicy();
        if (wanted.isEmpty()) {
            return Policies.standard();
        }
        String name = wanted.get().value().orElse("");
        return Policies.named(name).orElseThrow(() -> {
            String names = Policies.all().stream().map(SchedulingPolicy::name).collect(Collectors.joining(", "));
            Problem problem = Problem.error("scheduling_policy: there is no policy '" + name + "'")
                    .help("There are " + names);
            return new ConfigException(wanted.get().mark(problem, 0));
        });
    }
}
