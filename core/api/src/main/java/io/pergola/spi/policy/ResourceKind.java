package io.pergola.spi.policy;

import io.pergola.spi.slots.ResourceRequest;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A kind of thing that a job may wait for.
 *
 * @param name for messages
 */
public record ResourceKind(String name) {

    /** Cores, and the memory and disk that go with them. */
    public static final ResourceKind CORES = new ResourceKind("cores");

    /** GPUs. */
    public static final ResourceKind GPUS = new ResourceKind("GPUs");

    /** That fewer jobs run at once. */
    public static final ResourceKind TURN = new ResourceKind("fewer jobs at once");

    /** A named quantity. */
    public static ResourceKind consumable(String name) {
        return new ResourceKind("consumable " + name);
    }

    /** What a request takes something of. */
    public static Set<ResourceKind> of(ResourceRequest request) {
        var kinds = new LinkedHashSet<ResourceKind>();
        if (request.ranks() > 0 && request.perRank().cores() > 0) {
            kinds.add(CORES);
        }
        if (request.ranks() > 0 && request.perRank().gpus() > 0) {
            kinds.add(GPUS);
        }
        request.consumables().forEach((name, amount) -> {
            if (amount > 0) {
                kinds.add(consumable(name));
            }
        });
        return kinds;
    }
}
