package io.pergola.pilot;

import io.pergola.policy.Dispatcher;
import io.pergola.spi.policy.Job;
import io.pergola.spi.policy.Lane;
import io.pergola.spi.slots.Placement;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import io.pergola.spi.slots.Share;
import io.pergola.spi.slots.Shortage;
import java.util.List;
import java.util.Optional;

/**
 * Cores of this host that others may want too. Idle ones are kept only where the ends of the kernel's own tasks will make them enough for
 * the next one, so that two kernels never wait for each other's cores.
 */
final class LentCores implements Supply {

    private final HeldCores cores;
    private final Dispatcher dispatcher;
    private final Gate gate;
    private int withdrawn;
    private int asked;

    LentCores(HeldCores cores, Dispatcher dispatcher, Gate gate) {
        this.cores = cores;
        this.dispatcher = dispatcher;
        this.gate = gate;
    }

    @Override
    public void offered(List<Integer> offered) {
        cores.offer(offered);
        dispatcher.resourcesChanged();
        asked = 0;
    }

    @Override
    public void withdrawn(int count) {
        withdrawn = count;
    }

    /** Cores that come from beyond the host's own number do not make it wider. */
    @Override
    public Optional<String> misfit(Task task) {
        int wanted = cores(task.request());
        return wanted > cores.capacity()
                ? Optional.of(new Shortage("cores", wanted, cores.capacity()).why())
                : Optional.empty();
    }

    @Override
    public void occupied(Placement placement) {
        cores.occupied(placement);
    }

    @Override
    public void released(Placement placement) {
        cores.released(placement);
    }

    @Override
    public void giveBack(List<Action> actions) {
        int count = Math.min(withdrawn, cores.idle());
        withdrawn -= count;
        giveBack(count, actions);
    }

    /** What the policy keeps for a task may be gone by that: it has to look again. */
    private void giveBack(int count, List<Action> actions) {
        for (int i = 0; i < count; i++) {
            actions.add(new Action.ReturnCore(cores.giveBack()));
        }
        if (count > 0) {
            dispatcher.resourcesChanged();
        }
    }

    @Override
    public void settle(boolean draining, List<Action> actions) {
        boolean nothingToGain = cores.idle() == 0 && (cores.held() == cores.capacity() || withdrawn > 0);
        int wanted = draining || nothingToGain ? 0 : narrowest();
        if (wanted == 0 || wanted > cores.held()) {
            giveBack(cores.idle(), actions);
        }
        int lacking =
                withdrawn > 0 || wanted == 0 ? 0 : Math.min(wanted - cores.idle(), cores.capacity() - cores.held());
        if (lacking != asked) {
            asked = lacking;
            actions.add(new Action.AskCores(lacking));
        }
    }

    /** The fewest cores that any task wants that only lacks cores and is not behind the gate; 0 if there is none. */
    private int narrowest() {
        int narrowest = 0;
        for (Lane lane : dispatcher.lanes()) {
            Job job = lane.first().job();
            int wanted = cores(job.request());
            boolean lacksOnlyCores = dispatcher.allows(job.concurrentLimit()) && cores.hasAllButCores(job.request());
            if (lacksOnlyCores && wanted > 0 && (narrowest == 0 || wanted < narrowest)) {
                narrowest = wanted;
            }
            if (gate.closedBy(lane)) {
                break;
            }
        }
        return narrowest;
    }

    /** How many cores that takes: ranks share a core where each wants a part of it. */
    private static int cores(ResourceRequest request) {
        RankRequirements rank = request.perRank();
        int together = Share.WHOLE / rank.coreShare();
        return Math.ceilDiv(request.ranks(), together) * rank.cores();
    }

    @Override
    public int held() {
        return cores.held();
    }

    @Override
    public int idle() {
        return cores.idle();
    }
}
