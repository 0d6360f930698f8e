package io.pergola.app;

import io.pergola.config.Setting;
import io.pergola.config.SiteSettings;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.plugin.LoadedPolicy;
import io.pergola.plugin.PluginCatalog;
import io.pergola.policy.Policies;
import io.pergola.spi.policy.SchedulingPolicy;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The policy that a site wants its jobs to start their runs by. */
final class SitePolicy {

    private SitePolicy() {}

    /** @param others those of plugins, asked only for a name that is not Pergola's own */
    static SchedulingPolicy of(SiteSettings settings, PluginCatalog others) {
        Optional<Setting.Text> wanted = settings.schedulingPolicy();
        if (wanted.isEmpty()) {
            return Policies.standard();
        }
        String name = wanted.get().value().orElse("");
        return named(name, others).orElseThrow(() -> {
            String names = String.join(", ", names(others));
            Problem problem = Problem.error("scheduling_policy: there is no policy '" + name + "'")
                    .help("There are " + names);
            return new ConfigException(wanted.get().mark(problem, 0));
        });
    }

    /** One of Pergola's own or of a plugin. */
    static Optional<SchedulingPolicy> named(String name, PluginCatalog others) {
        return Policies.named(name).or(() -> others.policy(name).map(LoadedPolicy::policy));
    }

    private static Set<String> names(PluginCatalog others) {
        var names = new TreeSet<>(Policies.names());
        others.policies().forEach(each -> names.add(each.policy().name()));
        return names;
    }
}
