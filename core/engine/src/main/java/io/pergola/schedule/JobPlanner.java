package io.pergola.schedule;

import io.pergola.model.NodeInfo;
import io.pergola.model.Problem;
import io.pergola.nodes.Chunk;
import io.pergola.nodes.FilteredNodes;
import io.pergola.nodes.NodeDemand;
import io.pergola.nodes.Selection;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.ScheduleSection;
import io.pergola.spi.NodeRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Makes jobs of tests: as few as their {@code schedule} sections allow, but so many that the machine is filled. Used once. */
final class JobPlanner {

    private final NodePlans plans;
    private final List<ResolvedTest> tests;
    private final Map<GroupKey, Group> groups = new LinkedHashMap<>();
    private final List<JobPlan.Refused> refused = new ArrayList<>();
    /** Of those whose nodes are held already. */
    private final Map<Integer, NodeShare> shares = new HashMap<>();

    private final Map<List<Chunk>, ChunkUse> uses = new HashMap<>();
    private final IdentityHashMap<NodePlan, ChunkUse> usesByPlan = new IdentityHashMap<>();

    /**
     * {@code alone} is the run's place where it shares with nobody, otherwise -1; {@code chunk} is -1 where there are none;
     * {@code past} is what chunks of the same number differ in where they hang on what became of a test before.
     */
    private record GroupKey(ShareKey share, int chunk, List<NodeInfo> past, int alone) {}

    private record Group(@Nullable NodePlan plan, int chunk, NodeDemand demand, List<Integer> members) {}

    JobPlanner(NodePlans plans, List<ResolvedTest> tests) {
        this.plans = plans;
        this.tests = tests;
    }

    JobPlan plan() {
        for (int i = 0; i < tests.size(); i++) {
            place(i, tests.get(i));
        }
        List<PlannedJob> jobs = new ArrayList<>();
        groups.values().forEach(group -> split(group).forEach(members -> jobs.add(job(group, members))));
        return new JobPlan(jobs, refused);
    }

    private void place(int member, ResolvedTest test) {
        ScheduleSection section = test.schedule();
        Optional<NodePlan> plan = plans.of(test);
        if (plan.isPresent()) {
            placeOnNodes(member, test, plan.get());
            return;
        }
        int whole = section.clusterInfo().nodeCount();
        NodeDemand demand = NodeDemand.of(
                section.nodes(), section.minNodes(), section.tasks().isPresent(), whole);
        List<Problem> problems =
                demand.problems(new FilteredNodes(List.of(), List.of()), Math.max(whole, demand.min()), 0);
        if (refuse(member, problems)) {
            return;
        }
        join(
                new GroupKey(ShareKey.of(test), -1, List.of(), -1),
                new Group(null, -1, demand, new ArrayList<>()),
                member);
    }

    private void placeOnNodes(int member, ResolvedTest test, NodePlan plan) {
        List<Chunk> chunks = plan.chunks();
        if (chunks.isEmpty()) {
            refuse(member, plan.problems());
            return;
        }
        OptionalInt wanted = wanted(test, chunks.size());
        if (wanted.isEmpty()) {
            String all = chunks.size() == 1 ? "only chunk 0" : "chunks 0 to " + (chunks.size() - 1);
            refuse(
                    member,
                    List.of(Problem.error("chunk: there is no chunk '" + test.chunk() + "', there are " + all)
                            .help("write one of these, or 'any'")));
            return;
        }
        boolean any = wanted.getAsInt() < 0;
        int fitting = any ? 0 : wanted.getAsInt();
        if (refuse(member, plan.problems(chunks.get(fitting)))) {
            return;
        }
        if (plan.isHeld()) {
            joinHeld(member, test, plan, any ? use(plan).any() : use(plan).use(wanted.getAsInt()));
            return;
        }
        int chunk = any ? use(plan).any() : use(plan).use(wanted.getAsInt());
        int alone = test.schedule().share() == ScheduleSection.Share.NO ? member : -1;
        NodeDemand demand = plan.demand(chunks.get(chunk).size());
        boolean hasPast = test.schedule().chunking().selection() == Selection.LEAST_TESTED;
        List<NodeInfo> past = hasPast ? chunks.get(chunk).nodes() : List.of();
        join(
                new GroupKey(ShareKey.of(test), chunk, past, alone),
                new Group(plan, chunk, demand, new ArrayList<>()),
                member);
    }

    /** One job for all: its pilot gives each run its nodes. */
    private void joinHeld(int member, ResolvedTest test, NodePlan plan, int chunk) {
        shares.put(member, plan.share(plan.chunks().get(chunk)));
        NodeDemand demand = plan.demand(plan.nodes().usable().size());
        join(
                new GroupKey(ShareKey.ofHeld(test), -1, List.of(), -1),
                new Group(plan, chunk, demand, new ArrayList<>()),
                member);
    }

    /** -1 for any; empty if there is no such chunk. */
    private static OptionalInt wanted(ResolvedTest test, int count) {
        String text = test.chunk().strip();
        if (text.equalsIgnoreCase("any")) {
            return OptionalInt.of(-1);
        }
        int index = text.matches("\\d{1,9}") ? Integer.parseInt(text) : count;
        return index < count ? OptionalInt.of(index) : OptionalInt.empty();
    }

    private ChunkUse use(NodePlan plan) {
        return usesByPlan.computeIfAbsent(plan, unseen -> uses.computeIfAbsent(plan.chunks(), ChunkUse::new));
    }

    private boolean refuse(int member, List<Problem> problems) {
        problems.stream().findFirst().ifPresent(problem -> refused.add(new JobPlan.Refused(member, problem)));
        return !problems.isEmpty();
    }

    private void join(GroupKey key, Group fresh, int member) {
        groups.computeIfAbsent(key, unseen -> fresh).members().add(member);
    }

    /** Where the machine is not cut, runs are spread over as many jobs as fit side by side. */
    private List<List<Integer>> split(Group group) {
        NodePlan plan = group.plan();
        List<Integer> members = group.members();
        ScheduleSection section = tests.get(members.getFirst()).schedule();
        OptionalInt max = group.demand().max();
        if (plan == null
                || plan.isHeld()
                || plan.isCut()
                || section.share() != ScheduleSection.Share.YES
                || max.isEmpty()) {
            return List.of(members);
        }
        int size = plan.chunks().get(group.chunk()).size();
        int jobs = Math.clamp(size / max.getAsInt(), 1, members.size());
        List<List<Integer>> split = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            if (i < jobs) {
                split.add(new ArrayList<>());
            }
            split.get(i % jobs).add(members.get(i));
        }
        return split;
    }

    private PlannedJob job(Group group, List<Integer> members) {
        ResolvedTest first = tests.get(members.getFirst());
        NodePlan plan = group.plan();
        Duration limit = members.stream()
                .map(member -> tests.get(member).schedule().timeLimit())
                .max(Duration::compareTo)
                .orElseThrow();
        return new PlannedJob(
                first.scheduler(),
                JobName.of(members.stream().map(member -> tests.get(member).name())),
                members,
                nodes(group),
                limit,
                first.schedule().forScheduler(),
                first.schedule().options(first.scheduler()),
                shares(members),
                plan == null || plan.isHeld() || plan.isFlex() ? null : plan.note(group.chunk()));
    }

    private Map<Integer, NodeShare> shares(List<Integer> members) {
        var its = new HashMap<Integer, NodeShare>();
        members.forEach(member -> Optional.ofNullable(shares.get(member)).ifPresent(share -> its.put(member, share)));
        return its;
    }

    private NodeRequest nodes(Group group) {
        NodePlan plan = group.plan();
        if (plan != null && plan.isHeld()) {
            return new NodeRequest.Exactly(
                    plan.nodes().usable().stream().map(NodeInfo::name).toList());
        }
        NodeDemand demand = group.demand();
        if (plan == null || plan.isFlex()) {
            return new NodeRequest.Between(demand.min(), demand.max());
        }
        int size = plan.chunks().get(group.chunk()).size();
        return use(plan).take(group.chunk(), Math.min(size, demand.max().orElse(size)));
    }
}
