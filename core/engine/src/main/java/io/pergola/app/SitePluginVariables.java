package io.pergola.app;

import io.pergola.model.Problem;
import io.pergola.plugin.LoadedVariable;
import io.pergola.plugin.PluginCatalog;
import io.pergola.resolve.SiteVariables;
import io.pergola.spi.SystemVariable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The system variables of plugins, for the resolver. */
record SitePluginVariables(PluginCatalog catalog) implements SiteVariables.Plugins {

    @Override
    public Optional<SystemVariable> find(String name) {
        return catalog.variable(name).map(LoadedVariable::variable);
    }

    @Override
    public Collection<String> names() {
        return catalog.variables().stream()
                .map(loaded -> loaded.variable().name())
                .toList();
    }

    @Override
    public List<Problem> problems() {
        return catalog.problems();
    }
}
