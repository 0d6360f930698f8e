# shellcheck shell=sh disable=SC2154 # the variables are those of core/bench/run
# Rows about pergola pilot run, read by core/bench/run.

# Two at once, state kept on disk; what other programs take for the same, which keep none, stands beside. 0.9 of the rate of xargs is promised.
row_tasks_10000() {
    seq 10000 | sed 's/.*/{"id": "t&", "command": "true"}/' >"$scratch/tasks.json"
    xargs="seq 10000 | xargs -P2 -n1 true"
    compare "10,000 tasks, against xargs -P2" 1.11 "$xargs" "rm -rf '$scratch/tasks'; $pergola pilot run -q --cores 2 --tasks '$scratch/tasks.json' --workdir '$scratch/tasks'"
    seq 10000 | sed 's/.*/t&:;@true/; 1s/^/all: $(shell seq -f t%.0f 10000)\n/' >"$scratch/Makefile"
    compare "  make -j2, against xargs -P2" - "$xargs" "make -s -j2 -f '$scratch/Makefile' all"
    if command -v parallel >/dev/null; then
        compare "  parallel -j2, against xargs -P2" - "$xargs" "seq 10000 | parallel -j2 true"
    fi
}
