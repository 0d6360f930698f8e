package io.pergola.resolve;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which variables of a test depend on which others, directly or not. */
final class Dependencies {

    /** Stands for whatever the scheduler decides. */
    static final String SCHEDULER = "sched.";

    private final SequencedMap<String, CompiledVariable> variables;
    private final Predicate<String> elsewhere;
    private final Map<String, Set<String>> direct = new HashMap<>();

    /** {@code elsewhere} knows the names of {@code sys} and {@code pav}. */
    Dependencies(SequencedMap<String, CompiledVariable> variables, Predicate<String> elsewhere) {
        this.variables = variables;
        this.elsewhere = elsewhere;
    }

    /** All that a variable depends on: itself only if it refers to itself. */
    Set<String> of(String name) {
        Set<String> reached = new LinkedHashSet<>();
        Set<String> open = new LinkedHashSet<>(direct(name));
        while (!open.isEmpty()) {
            String next = open.iterator().next();
            open.remove(next);
            if (reached.add(next)) {
                open.addAll(direct(next));
            }
        }
        return reached;
    }

    private Set<String> direct(String name) {
        @Nullable Set<String> known = direct.get(name);
        if (known == null) {
            @Nullable CompiledVariable variable = variables.get(name);
            Set<String> found = new HashSet<>();
            if (variable != null) {
                variable.uses().forEach(use -> found.add(target(use)));
                found.remove("");
            }
            known = found;
            direct.put(name, known);
        }
        return known;
    }

    private String target(Use use) {
        boolean own = (use.set() == null || use.set().equals("var")) && variables.containsKey(use.name());
        if (own) {
            return use.name();
        }
        boolean scheduler =
                use.set() == null ? !elsewhere.test(use.name()) : use.set().equals("sched");
        return scheduler ? SCHEDULER : "";
    }

    /** The variables that differ between permutations over these, or with what the scheduler says. */
    Set<String> varying(Set<String> permuted) {
        // Backwards from what varies: each variable is looked at once.
        Map<String, Set<String>> users = new HashMap<>();
        for (String name : variables.keySet()) {
            direct(name).forEach(used -> users.computeIfAbsent(used, key -> new HashSet<>())
                    .add(name));
        }
        Set<String> varying = new HashSet<>(permuted);
        Set<String> open = new LinkedHashSet<>(permuted);
        open.add(SCHEDULER);
        while (!open.isEmpty()) {
            String next = open.iterator().next();
            open.remove(next);
            for (String user : users.getOrDefault(next, Set.of())) {
                if (varying.add(user)) {
                    open.add(user);
                }
            }
        }
        return varying;
    }
}
