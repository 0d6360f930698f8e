package io.pergola.expr;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The functions that expressions may call. Immutable. */
public final class Functions {

    private static final Functions BUILT_IN = new Functions(Collections.emptySortedMap()).with(BuiltIns.all());

    private final SortedMap<String, ExpressionFunction> byName;

    private Functions(SortedMap<String, ExpressionFunction> byName) {
        this.byName = byName;
    }

    /** The functions of the language itself. */
    public static Functions builtIn() {
        return BUILT_IN;
    }

    /** These and the given ones; of two with one name, the one given here counts. */
    public Functions with(Collection<? extends ExpressionFunction> more) {
        var all = new TreeMap<>(byName);
        more.forEach(function -> all.put(function.name(), function));
        return new Functions(Collections.unmodifiableSortedMap(all));
    }

    /** All of them, by name. */
    public List<FunctionInfo> all() {
        return byName.values().stream().map(Functions::info).toList();
    }

    Optional<ExpressionFunction> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Collection<String> names() {
        return byName.keySet();
    }

    static FunctionInfo info(ExpressionFunction function) {
        String parameters =
                function.parameters().stream().map(Parameter::toString).collect(Collectors.joining(", ", "(", ")"));
        return new FunctionInfo(function.name(), function.name() + parameters, function.description());
    }
}
