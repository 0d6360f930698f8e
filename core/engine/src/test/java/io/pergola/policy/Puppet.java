package io.pergola.policy;

import io.pergola.spi.policy.Decision;
import io.pergola.spi.policy.PolicyCapabilities;
import io.pergola.spi.policy.SchedulingPolicy;
import io.pergola.spi.policy.SchedulingSnapshot;
import io.pergola.spi.policy.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A policy that does what a test has in mind, and remembers what it was told. */
final class Puppet implements SchedulingPolicy {

    Function<SchedulingSnapshot, List<Decision>> mind = snapshot -> List.of();
    PolicyCapabilities wishes = PolicyCapabilities.EVENTS;
    final List<SchedulingSnapshot> seen = new ArrayList<>();
    final List<List<Trigger>> told = new ArrayList<>();

    @Override
    public String name() {
        return "puppet";
    }

    @Override
    public String description() {
        return "whatever the test wants";
    }

    @Override
    public PolicyCapabilities capabilities() {
        return wishes;
    }

    @Override
    public List<Decision> schedule(SchedulingSnapshot snapshot) {
        seen.add(snapshot);
        told.add(snapshot.triggers());
        return mind.apply(snapshot);
    }
}
