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
    private boolean opened;

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

    /** True the first time that its code should run because something of that kind is needed. */
    boolean opens(Kind kind) {
        boolean now = !opened && wanted() && facts.mayOffer(kind);
        opened |= now;
        return now;
    }

    private List<String> names(Kind kind) {
        return offers.stream()
                .filter(offer -> offer.kind() == kind)
                .map(Offer::name)
                .sorted()
                .toList();
    }

    PluginReport report() {
        return new PluginReport(
                facts.jar(),
                facts.id(),
                facts.version(),
                facts.provider(),
                facts.description(),
                names(Kind.SCHEDULER),
                names(Kind.FUNCTION),
                names(Kind.VARIABLE),
                names(Kind.PARSER),
                names(Kind.POLICY),
                disabled,
                problems);
    }
}
