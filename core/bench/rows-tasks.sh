# shellcheck shell=sh disable=SC2154 # the variables are those of core/bench/run
# Rows about pergola pilot run, read by core/bench/run.

# Two at once, state kept on disk, each time in a directory of its own, as to delete one would slow down the next; what other programs take for the same, which keep none, stands beside. 0.9 of the rate of xargs is promised.
row_tasks_10000() {
    seq 10000 | sed 's/.*/{"id": "t&", "command": "true"}/' >"$scratch/tasks.json"
    xargs="seq 10000 | xargs -P2 -n1 true"
    compare "10,000 tasks, against xargs -P2" 1.11 "$xargs" "$pergola pilot run -q --cores 2 --tasks '$scratch/tasks.json' --workdir '$scratch/tasks'.\$\$"
    seq 10000 | sed 's/.*/t&:;@true/; 1s/^/all: $(shell seq -f t%.0f 10000)\n/' >"$scratch/Makefile"
    compare "  make -j2, against xargs -P2" - "$xargs" "make -s -j2 -f '$scratch/Makefile' all"
    if command -v parallel >/dev/null; then
        compare "  parallel -j2, against xargs -P2" - "$xargs" "seq 10000 | parallel -j2 true"
    fi
}

# idle TITLE PID: what a process takes of one core in 20 seconds in which nothing begins or ends, beside the half a percent that is promised.
idle() {
    before=$(awk '{ print $14 + $15 }' "/proc/$2/stat")
    sleep 20
    after=$(awk '{ print $14 + $15 }' "/proc/$2/stat")
    awk -v title="$1" -v ticks="$((after - before))" -v hertz="$(getconf CLK_TCK)" 'BEGIN {
        part = ticks / hertz / 20
        bad = part > 0.005
        printf "%-44s %10.1f %10.1f %6.2f%% %6.1f%%%s\n", title, 20000, ticks / hertz * 1000, part * 100, 0.5, bad ? "  over" : ""
        exit bad
    }' || over=1
}

# While two tasks, and two tests, sleep. Both pilots have begun them long before.
row_pilot_idle() {
    printf '{"id": "a", "command": "sleep 60"}\n{"id": "b", "command": "sleep 60"}\n' >"$scratch/sleepers.json"
    sh -c "$pergola pilot run -q --cores 2 --tasks '$scratch/sleepers.json' --workdir '$scratch/sleepers'" >/dev/null 2>&1 &
    pilot=$!
    sleep 5
    idle "pilot run while two tasks sleep : a core" "$pilot"
    kill "$pilot"
    wait "$pilot" || true
    mkdir -p "$scratch/sleep/config/tests"
    echo "two: {variables: {n: [1, 2]}, permute_on: n, run: {cmds: ['sleep 60']}}" >"$scratch/sleep/config/tests/bench.yaml"
    in="HOME='$scratch/sleep' PERGOLA_CONFIG_DIR='$scratch/sleep/config'"
    sh -c "$in $pergola run -q -d bench" >/dev/null
    sleep 5
    idle "a job's pilot while two tests sleep : a core" "$(pgrep -n -f "_pilot $scratch/sleep")"
    sh -c "$in $pergola cancel -q" >/dev/null
}
