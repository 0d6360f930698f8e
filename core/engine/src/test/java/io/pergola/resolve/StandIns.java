package io.pergola.resolve;

import io.pergola.expr.Item;
import io.pergola.expr.Variable;
import io.pergola.model.Value;
import io.pergola.nodes.Quantity;
import io.pergola.spi.OptionKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A machine and a scheduler for tests: a host called {@code vm} and the scheduler {@code raw} of Pavilion. */
final class StandIns {

    private StandIns() {}

    static Variable known(String... texts) {
        return new Variable.Known(Stream.of(texts).map(Item::of).toList());
    }

    private static Variable parts(String... namesAndTexts) {
        var parts = new LinkedHashMap<String, Value>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            parts.put(namesAndTexts[i], Value.of(namesAndTexts[i + 1]));
        }
        return new Variable.Known(List.of(new Item.Parts(parts)));
    }

    static SystemVariables system() {
        return system(SiteVariables.NONE);
    }

    static SystemVariables system(SiteVariables site) {
        var sys = new LinkedHashMap<String, Variable>();
        sys.put("sys_name", known("vm"));
        sys.put("sys_host", known("vm"));
        sys.put("sys_arch", known("x86_64"));
        sys.put("sys_os", parts("name", "debian", "version", "12"));
        sys.put("host_cpus", known("2"));
        sys.put("host_name", new Variable.Deferred());
        sys.put("host_arch", new Variable.Deferred());
        sys.put("host_os", new Variable.Deferred());
        var pav = new LinkedHashMap<String, Variable>();
        pav.put("version", known("2.4"));
        pav.put("user", known("ann"));
        pav.put("year", known("2026"));
        return new SystemVariables() {
            @Override
            public SequencedMap<String, Variable> sys() {
                return sys;
            }

            @Override
            public SequencedMap<String, Variable> pav() {
                return pav;
            }

            @Override
            public SiteVariables site() {
                return site;
            }
        };
    }

    static SchedulerFacts raw() {
        return new SchedulerFacts() {
            @Override
            public boolean known(String scheduler) {
                return scheduler.equals("raw");
            }

            @Override
            public Collection<String> names() {
                return List.of("raw");
            }

            @Override
            public List<OptionKey> options(String scheduler) {
                return List.of();
            }

            @Override
            public SequencedMap<String, Variable> variables(String scheduler, ScheduleSection schedule) {
                return sched(schedule);
            }
        };
    }

    private static SequencedMap<String, Variable> sched(ScheduleSection schedule) {
        var sched = new LinkedHashMap<String, Variable>();
        sched.put("nodes", known(String.valueOf(schedule.clusterInfo().nodeCount())));
        sched.put("min_cpus", known(String.valueOf(schedule.clusterInfo().cpus())));
        sched.put("min_mem", known(String.valueOf(schedule.clusterInfo().mem())));
        sched.put("node_list", known());
        sched.put("node_list_id", known(""));
        sched.put("chunk_ids", known());
        sched.put("chunk_size", known(""));
        sched.put("requested_nodes", known(""));
        sched.put("partition", known(schedule.text("partition").orElse("")));
        sched.put("concurrent_default", known("100"));
        sched.put("errors", known());
        sched.put("test_cmd", known(""));
        for (String name : List.of(
                "tasks_per_node", "tasks_total", "test_nodes", "test_node_list", "test_min_cpus", "test_min_mem")) {
            sched.put(name, new Variable.Deferred());
        }
        return sched;
    }

    /** A cluster of twelve nodes whose chunks depend on the section, with an option of its own. */
    static SchedulerFacts cluster() {
        return new SchedulerFacts() {
            @Override
            public boolean known(String scheduler) {
                return scheduler.equals("cluster");
            }

            @Override
            public Collection<String> names() {
                return List.of("cluster");
            }

            @Override
            public List<OptionKey> options(String scheduler) {
                return known(scheduler)
                        ? List.of(new OptionKey("colour", OptionKey.Type.TEXT, List.of("green"), "Its colour"))
                        : List.of();
            }

            @Override
            public SequencedMap<String, Variable> variables(String scheduler, ScheduleSection schedule) {
                var sched = sched(schedule);
                int size = schedule.chunking().size() instanceof Quantity.Count(int nodes) && nodes > 0 ? nodes : 12;
                sched.put(
                        "chunk_ids",
                        StandIns.known(IntStream.range(0, 12 / size)
                                .mapToObj(String::valueOf)
                                .toArray(String[]::new)));
                if (size > 12) {
                    sched.put("errors", StandIns.known("there are only 12 nodes"));
                }
                return sched;
            }
        };
    }
}
