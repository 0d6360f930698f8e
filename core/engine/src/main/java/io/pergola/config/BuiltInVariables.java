package io.pergola.config;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** The names of the variables that every site has, and of their sets. No site variable may have one of them. */
public final class BuiltInVariables {

    private static final Set<String> SETS = Set.of("var", "sys", "pav", "sched", "per");

    private static final Set<String> SYS = Set.of(
            "sys_name", "sys_host", "sys_arch", "sys_os", "host_cpus", "programs", "host_name", "host_arch", "host_os");

    private static final Set<String> PAV =
            Set.of("timestamp", "year", "month", "day", "weekday", "time", "user", "user_id", "version", "errors");

    private static final Set<String> SCHED = Set.of(
            "nodes",
            "node_list",
            "node_list_id",
            "chunk_ids",
            "chunk_size",
            "requested_nodes",
            "min_cpus",
            "min_mem",
            "partition",
            "concurrent_default",
            "test_cmd",
            "tasks_per_node",
            "tasks_total",
            "test_nodes",
            "test_node_list",
            "test_min_cpus",
            "test_min_mem");

    private BuiltInVariables() {}

    /** All of them, sorted. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>(SETS);
        names.addAll(SYS);
        names.addAll(PAV);
        names.addAll(SCHED);
        return Collections.unmodifiableSet(names);
    }

    /** True if a variable of that name is in one of the sets beside {@code var}, or it is the name of a set. */
    public static boolean has(String name) {
        return SYS.contains(name) || PAV.contains(name) || SCHED.contains(name) || SETS.contains(name);
    }
}
