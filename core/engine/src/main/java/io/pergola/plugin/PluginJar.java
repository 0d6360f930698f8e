package io.pergola.plugin;

import io.pergola.model.Problem;
import java.util.ArrayList;
import java.util.List;

/** One jar while the catalog makes up its mind about it. */
final class PluginJar {

    private final JarFacts facts;
    private final List<Offer> offers = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private boolean disabled;

    PluginJar(JarFacts facts) {
        this.facts = facts;
    }

    JarFacts facts() {
        return facts;
    }

    List<Offer> offers() {
        return offers;
    }

    List<Problem> problems() {
        return problems;
    }

    void add(Problem problem) {
        problems.add(problem);
    }

    void disable() {
        disabled = true;
    }

    /** Whether its code should run. */
    boolean wanted() {
        return !disabled && problems.isEmpty();
    }

    PluginReport report() {
        return new PluginReport(
                facts.jar(),
                facts.id(),
                facts.version(),
                facts.provider(),
                facts.description(),
                offers.stream().map(Offer::name).sorted().toList(),
                disabled,
                problems);
    }
}
