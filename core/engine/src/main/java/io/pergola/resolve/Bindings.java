package io.pergola.resolve;

import io.pergola.expr.DeferredException;
import io.pergola.expr.ExpressionException;
import io.pergola.expr.Functions;
import io.pergola.expr.Item;
import io.pergola.expr.Scope;
import io.pergola.expr.Template;
import io.pergola.expr.Variable;
import io.pergola.expr.Work;
import io.pergola.model.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one permutation. Those of the test are resolved when something uses them, each text once; those that are
 * the same for all permutations are left to the bindings of the whole test. Not safe for several threads.
 */
final class Bindings implements Scope {

    /** Sets in the order in which names are looked up. */
    static final List<String> ORDER = List.of("var", "sys", "pav", "sched");

    /** What the texts of one permutation may come to, beside those that stand as they are. */
    private static final long MAX_CHARACTERS = 20_000_000;

    private static final String VARIABLES = "variables.";
    private static final int MAX_CHAIN = 250;

    private final Map<String, SequencedMap<String, Variable>> sets;
    private final SequencedMap<String, CompiledVariable> variables;
    private final Functions functions;
    private final @Nullable Bindings shared;
    private final Set<String> varying;
    private final Map<String, List<Row>> rows = new HashMap<>();
    private final Map<String, Variable> ready = new HashMap<>();
    private final Deque<String> chain = new ArrayDeque<>();
    private final Work work = new Work();
    private long characters;
    private boolean lenient;
    /** The longest chain of variables in what is being resolved. */
    private int longest;
    /** What ended the test: whatever comes after it fails for the same reason. */
    private @Nullable ResolveFailure hopeless;

    private Bindings(
            Map<String, SequencedMap<String, Variable>> sets,
            SequencedMap<String, CompiledVariable> variables,
            Functions functions,
            @Nullable Bindings shared,
            Set<String> varying) {
        this.sets = sets;
        this.variables = variables;
        this.functions = functions;
        this.shared = shared;
        this.varying = varying;
    }

    /** For a whole test: {@code sets} are those beside {@code var}. */
    static Bindings of(
            Map<String, SequencedMap<String, Variable>> sets,
            SequencedMap<String, CompiledVariable> variables,
            Functions functions) {
        return new Bindings(sets, variables, functions, null, Set.of());
    }

    /** For one permutation: {@code chosen} take the place of the variables of their names, {@code varying} depend on them. */
    Bindings with(Map<String, CompiledVariable> chosen, Set<String> varying) {
        var own = new LinkedHashMap<>(variables);
        own.putAll(chosen);
        return new Bindings(sets, own, functions, this, varying);
    }

    /** The same with another set; nothing of what was resolved is kept except what does not vary. */
    Bindings with(String set, SequencedMap<String, Variable> values) {
        var more = new HashMap<>(sets);
        more.put(set, values);
        return new Bindings(more, variables, functions, shared, varying);
    }

    /** These, with which any text may wait. */
    Bindings lenient() {
        lenient = true;
        return this;
    }

    /** The variables of a set beside {@code var}; empty if there is no such set. */
    SequencedMap<String, Variable> set(String name) {
        @Nullable SequencedMap<String, Variable> set = sets.get(name);
        return set == null ? new LinkedHashMap<>() : set;
    }

    /**
     * The value of a text; null if it has to wait.
     *
     * @throws ResolveFailure if it has none, or has to wait and may not
     */
    @Nullable Value resolve(CompiledText text) {
        @Nullable ResolveFailure broken = text.broken();
        if (broken != null) {
            throw broken;
        }
        @Nullable Template template = text.template();
        if (template == null) {
            return text.literalValue();
        }
        if (hopeless != null) {
            throw hopeless;
        }
        for (Use use : text.uses()) {
            if (waits(use, text)) {
                return deferred(text, use.shown());
            }
        }
        try {
            return kept(template.resolve(this, functions), text);
        } catch (DeferredException e) {
            return deferred(text, e.reference().qualifiedName());
        } catch (ExpressionException e) {
            throw text.failure(e);
        }
    }

    private Value kept(Value value, CompiledText text) {
        characters += length(value);
        if (characters > MAX_CHARACTERS) {
            hopeless = text.failure(
                    String.format("with this, the texts of the test have more than %,d characters", MAX_CHARACTERS),
                    "Keep data in files");
            throw hopeless;
        }
        return value;
    }

    private static long length(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text.length();
            case Value.Items(List<Value> items) ->
                items.stream().mapToLong(Bindings::length).sum();
            default -> 0;
        };
    }

    private @Nullable Value deferred(CompiledText text, String variable) {
        if (text.immediate() && !lenient) {
            throw text.failure(
                    "it uses '" + variable + "', which is deferred: it has no value before the job runs",
                    "Here only values can stand that are known when the test is started");
        }
        return null;
    }

    /** Resolves what a text uses; true if some of that waits. */
    private boolean waits(Use use, CompiledText user) {
        if (!isVar(use)) {
            return find(use.set(), use.name()).orElse(null) instanceof Variable.Deferred;
        }
        if (shared != null && !varying.contains(use.name())) {
            int before = shared.longest;
            shared.longest = 0;
            boolean waits = shared.waits(use, user);
            longest = Math.max(longest, shared.longest);
            shared.longest = before;
            return waits;
        }
        boolean waits = false;
        List<Row> all = rows(use.name());
        List<Integer> items = use.items();
        if (items == null) {
            for (Row row : all) {
                waits |= waits(row, use, user);
            }
            return waits;
        }
        for (int index : items) {
            int at = index < 0 ? all.size() + index : index;
            // An index that does not exist is the evaluation's to complain of.
            if (at >= 0 && at < all.size()) {
                waits |= waits(all.get(at), use, user);
            }
        }
        return waits;
    }

    private boolean waits(Row row, Use use, CompiledText user) {
        @Nullable String sub = use.sub();
        @Nullable Slot slot = row.single() != null
                ? row.single()
                : sub == null ? null : row.parts().get(sub);
        if (slot != null) {
            return settle(slot, use.name(), user) == Slot.State.DEFERRED;
        }
        boolean waits = false;
        for (Slot part : row.parts().values()) {
            waits |= settle(part, use.name(), user) == Slot.State.DEFERRED;
        }
        return waits;
    }

    private boolean isVar(Use use) {
        return (use.set() == null || use.set().equals("var")) && variables.containsKey(use.name());
    }

    private List<Row> rows(String name) {
        @Nullable List<Row> known = rows.get(name);
        if (known == null) {
            @Nullable CompiledVariable variable = variables.get(name);
            known = new ArrayList<>();
            if (variable != null) {
                for (CompiledVariable.Item item : variable.items()) {
                    known.add(Row.of(item));
                }
            }
            rows.put(name, known);
        }
        return known;
    }

    private Slot.State settle(Slot slot, String name, CompiledText user) {
        switch (slot.state()) {
            case NEW -> evaluate(slot, name);
            case BUSY -> throw loop(slot, user);
            case FAILED -> {
                @Nullable ResolveFailure failure = slot.failure();
                if (failure != null) {
                    throw failure;
                }
            }
            case DONE, DEFERRED -> {}
        }
        longest = Math.max(longest, slot.chain());
        return slot.state();
    }

    /** Ends the test: a long chain is refused whether its variables are asked for from its end or its beginning. */
    private ResolveFailure tooLong(Slot slot) {
        hopeless =
                slot.text().failure("the chain of variables that leads here is longer than " + MAX_CHAIN, "Shorten it");
        return slot.fail(hopeless);
    }

    private void evaluate(Slot slot, String name) {
        if (chain.size() >= MAX_CHAIN) {
            throw tooLong(slot);
        }
        slot.busy();
        chain.addLast(shortened(slot.text().path()));
        int before = longest;
        longest = 0;
        try {
            @Nullable Value value = resolve(slot.text());
            slot.chain(longest + 1);
            if (slot.chain() > MAX_CHAIN) {
                throw tooLong(slot);
            }
            if (value instanceof Value.Items) {
                throw slot.text()
                        .failure(
                                "the variable '" + name + "' gets a list as the value of one item",
                                "An item is a single text; use the list where it is needed");
            }
            if (value == null) {
                slot.defer();
            } else {
                slot.done(value);
            }
        } catch (ResolveFailure e) {
            throw slot.fail(e);
        } finally {
            chain.removeLast();
            longest = before;
        }
    }

    private static String shortened(String path) {
        return path.startsWith(VARIABLES) ? path.substring(VARIABLES.length()) : path;
    }

    private ResolveFailure loop(Slot slot, CompiledText user) {
        List<String> names = new ArrayList<>(chain);
        String first = shortened(slot.text().path());
        List<String> ring = new ArrayList<>(names.subList(Math.max(0, names.indexOf(first)), names.size()));
        ring.add(first);
        return user.failure(
                "the variables refer to each other in a loop: " + String.join(" -> ", ring),
                "Take one of the references out");
    }

    @Override
    public Optional<Variable> find(@Nullable String set, String name) {
        boolean own = (set == null || set.equals("var")) && variables.containsKey(name);
        if (own) {
            return Optional.of(shared != null && !varying.contains(name) ? shared.known(name) : known(name));
        }
        if (set != null) {
            return Optional.ofNullable(elsewhere(set, name));
        }
        for (String each : ORDER) {
            @Nullable Variable found = elsewhere(each, name);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private @Nullable Variable elsewhere(String set, String name) {
        @Nullable SequencedMap<String, Variable> values = sets.get(set);
        return values == null ? null : values.get(name);
    }

    /** The variable as far as it is resolved; what is not is never looked at by those who ask. */
    private Variable known(String name) {
        @Nullable Variable cached = ready.get(name);
        if (cached != null) {
            return cached;
        }
        List<Item> items = new ArrayList<>();
        boolean complete = true;
        for (Row row : rows(name)) {
            items.add(row.item());
            complete &= row.settled();
        }
        var variable = new Variable.Known(items);
        if (complete) {
            ready.put(name, variable);
        }
        return variable;
    }

    /**
     * The items of a variable of the test, resolved; those that wait carry their mark.
     *
     * @throws ResolveFailure if one of them has no value
     */
    List<Value> items(String name) {
        if (shared != null && !varying.contains(name)) {
            return shared.items(name);
        }
        List<Value> items = new ArrayList<>();
        for (Row row : rows(name)) {
            for (Slot slot : row.slots()) {
                settle(slot, name, slot.text());
            }
            items.add(
                    switch (row.item()) {
                        case Item.Single(Value value) -> value;
                        case Item.Parts(var parts) -> Value.of(parts);
                    });
        }
        return items;
    }

    @Override
    public Work work() {
        return work;
    }

    @Override
    public Collection<String> names() {
        List<String> names = new ArrayList<>(variables.keySet());
        sets.forEach((set, values) -> values.keySet().forEach(name -> {
            names.add(name);
            names.add(set + "." + name);
        }));
        return names;
    }
}
