package io.pergola.select;

import io.pergola.store.GroupMember;
import io.pergola.store.Store;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which members of groups are gone for good. What is not in a listing is looked for once more, since it may have been made after that. */
public final class ExistingMembers {

    private final Stores stores;
    private final Map<String, Optional<Set<Integer>>> runs = new HashMap<>();
    private final Map<String, Optional<Set<Integer>>> series = new HashMap<>();

    /** In these working directories; of others nothing is known. */
    public ExistingMembers(Stores stores) {
        this.stores = stores;
    }

    /** True of a run or series that was removed; false of groups, and of what another working directory holds that is not here. */
    public boolean isGone(GroupMember member) {
        return switch (member) {
            case GroupMember.Run(var id) ->
                isMissing(runs, id.label(), id.number(), Store::runNumbers)
                        && stores.store(id.label())
                                .flatMap(store -> store.run(id.number()))
                                .isEmpty();
            case GroupMember.Series(String label, int number) ->
                isMissing(series, label, number, Store::seriesNumbers)
                        && stores.store(label)
                                .flatMap(store -> store.series(number))
                                .isEmpty();
            case GroupMember.Group _ -> false;
        };
    }

    private boolean isMissing(
            Map<String, Optional<Set<Integer>>> known, String label, int number, Function<Store, int[]> list) {
        return known.computeIfAbsent(
                        label, unseen -> stores.store(unseen).map(list).map(ExistingMembers::set))
                .filter(numbers -> !numbers.contains(number))
                .isPresent();
    }

    private static Set<Integer> set(int[] numbers) {
        var set = new HashSet<Integer>();
        Arrays.stream(numbers).forEach(set::add);
        return set;
    }
}
