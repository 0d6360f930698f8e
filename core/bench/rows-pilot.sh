# shellcheck shell=sh disable=SC2154,SC2034 # the variables are those of core/bench/run
# Rows about the kernel that shares an allocation, read by core/bench/run. Microseconds and bytes beside what is promised, not ratios.

# promises NAME LIMIT FILTER ARGUMENTS...: JMH's rows of a class whose parameters FILTER (of awk) picks, each beside the limit; others have no limit.
promises() {
    title=$1 limit=$2 filter=$3
    shift 3
    "$jdk/bin/java" -cp "$(bench_classes)" org.openjdk.jmh.Main "$@" >"$scratch/jmh" 2>&1
    awk -v title="$title" -v limit="$limit" '/^[A-Za-z]*Bench\.[a-zA-Z]+ / {
        rows++
        words = ""
        for (field = 2; $field != "avgt"; field++) words = words " " $field
        score = $(field + 2)
        promised = '"$filter"'
        over = promised && score > limit
        printf "%-44s %10s %10.3f %7.2f %7s%s\n", title ":" words ", us", promised ? limit : "-", score, score / limit, promised ? 1 : "-", over ? "  over" : ""
        bad = bad || over
    } END { exit bad || !rows }' "$scratch/jmh" || over=1
}

# Nodes, thousandths of their cores taken.
row_slots() {
    promises "slot found and given back" 1 1 SlotBench
}

# Policy, queue. The promise is for single-core jobs; the other queues show what time limits and reservations cost.
row_decisions() {
    promises "decision, 100,000 queued" 20 '$3 == "single"' DecisionBench
}

# The same on the compiler that the launcher chooses.
row_decisions_simple() {
    promises "the same, simple compiler" 20 '$3 == "single"' DecisionBench -p policy=backfill -jvmArgs "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
}

row_queue_memory() {
    "$jdk/bin/java" -XX:+UseSerialGC -cp "$(bench_classes)" io.pergola.bench.DecisionBench >"$scratch/memory"
    awk -v limit=1024 '{
        bad = $1 > limit
        printf "%-44s %10d %10d %7.2f %7s%s\n", "memory of a queued task, bytes", limit, $1, $1 / limit, 1, bad ? "  over" : ""
        exit bad
    }' "$scratch/memory" || over=1
}
