package io.pergola.expr;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The functions that expressions may call: some that are known, and perhaps a source of more. Safe for several threads if that is. */
public final class Functions {

    private static final Functions BUILT_IN =
            new Functions(Collections.emptySortedMap(), FunctionSource.NONE).with(BuiltIns.all());

    private final SortedMap<String, ExpressionFunction> byName;
    private final FunctionSource source;

    private Functions(SortedMap<String, ExpressionFunction> byName, FunctionSource source) {
        this.byName = byName;
        this.source = source;
    }

    /** The functions of the language itself. */
    public static Functions builtIn() {
        return BUILT_IN;
    }

    /** These and the given ones; of two with one name, the one given here counts. */
    public Functions with(Collection<? extends ExpressionFunction> more) {
        var all = new TreeMap<>(byName);
        more.forEach(function -> all.put(function.name(), function));
        return new Functions(Collections.unmodifiableSortedMap(all), source);
    }

    /** These, and behind them those of a source, which is asked only for a name that none of these has. */
    public Functions behind(FunctionSource more) {
        return new Functions(byName, more);
    }

    /** All of them, by name; those of the source as well. */
    public List<FunctionInfo> all() {
        var all = new TreeMap<String, ExpressionFunction>();
        source.all().forEach(function -> all.put(function.name(), function));
        all.putAll(byName);
        return all.values().stream().map(Functions::info).toList();
    }

    /** The names of those that are known; not those of the source. */
    public Set<String> names() {
        return byName.keySet();
    }

    Optional<ExpressionFunction> find(String name) {
        return Optional.ofNullable(byName.get(name)).or(() -> source.find(name));
    }

    /** A name that is nearly the given one, or why the source may lack it. Asked only after a failure. */
    @Nullable String hint(String name) {
        Set<String> names = new TreeSet<>(byName.keySet());
        source.all().forEach(function -> names.add(function.name()));
        String near = Suggestions.nearest(name, names);
        return Stream.of(near == null ? "" : near, source.missing())
                .filter(text -> !text.isEmpty())
                .reduce((one, other) -> one + " " + other)
                .orElse(null);
    }

    static FunctionInfo info(ExpressionFunction function) {
        String parameters =
                function.parameters().stream().map(Parameter::toString).collect(Collectors.joining(", ", "(", ")"));
        return new FunctionInfo(function.name(), function.name() + parameters, function.description());
    }
}
