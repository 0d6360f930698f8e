package io.pergola.resolve;

import io.pergola.config.BuiltInVariables;
import io.pergola.config.Setting;
import io.pergola.expr.Template;
import io.pergola.expr.Variable;
import io.pergola.expr.VariableReference;
import io.pergola.model.ConfigException;
import io.pergola.model.PergolaException;
import io.pergola.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds which of the site's own variables a test uses, and puts them into its set {@code sys}. */
final class SiteUse {

    private static final String SYS = "sys";

    private final CompiledTest test;
    private final Setup setup;
    private final SequencedMap<String, Variable> added = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> missing = new ArrayList<>();

    SiteUse(CompiledTest test, Setup setup) {
        this.test = test;
        this.setup = setup;
    }

    /** Why variables that the test uses have no value; empty if they have. */
    List<Problem> problems() {
        return problems;
    }

    /** The same, with the sets of this test. Runs commands and opens plugins, if the test uses them. */
    Setup settle() {
        test.texts().forEach(this::look);
        test.permuteOn().forEach(this::permuted);
        List<Problem> torn =
                setup.site().problems().stream().filter(Problem::isError).toList();
        if (!missing.isEmpty() && !torn.isEmpty()) {
            problems.addAll(missing);
            problems.addAll(torn);
        }
        if (added.isEmpty()) {
            return setup;
        }
        var sets = new LinkedHashMap<>(setup.sets());
        var sys = new LinkedHashMap<>(setup.sets().getOrDefault(SYS, new LinkedHashMap<>()));
        sys.putAll(added);
        sets.put(SYS, sys);
        return setup.with(sets);
    }

    private void look(CompiledText text) {
        Template template = text.template();
        if (template == null) {
            return;
        }
        for (VariableReference reference : template.references()) {
            if (open(reference.set(), reference.name())) {
                add(reference.name(), reference.qualifiedName(), problem -> text.mark(problem, reference.start()));
            }
        }
    }

    private void permuted(Setting.Text written) {
        List<String> parts = List.of(written.value().orElse("").strip().split("\\.", -1));
        boolean explicit = parts.size() == 2 && parts.getFirst().equals(SYS);
        if ((explicit || parts.size() == 1) && open(explicit ? SYS : null, parts.getLast())) {
            add(parts.getLast(), String.join(".", parts), problem -> written.mark(problem.in("permute_on"), 0));
        }
    }

    /** Whether only the site could know such a variable. */
    private boolean open(@Nullable String set, String name) {
        boolean own = set == null && test.variables().containsKey(name);
        return (set == null || set.equals(SYS)) && !own && !BuiltInVariables.has(name) && !known(name);
    }

    private boolean known(String name) {
        return setup.sets().values().stream().anyMatch((Map<String, Variable> values) -> values.containsKey(name));
    }

    private void add(String name, String shown, UnaryOperator<Problem> place) {
        try {
            Optional<Variable> variable = setup.site().find(name);
            if (variable.isPresent()) {
                added.put(name, variable.get());
            } else {
                missing.add(place.apply(Problem.error("There is no variable \"" + shown + "\"")));
            }
        } catch (ConfigException e) {
            e.problems().forEach(problem -> problems.add(place.apply(problem)));
        } catch (PergolaException e) {
            problems.add(place.apply(Problem.error(String.valueOf(e.getMessage()))));
        }
    }
}
