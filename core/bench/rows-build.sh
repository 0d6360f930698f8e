# shellcheck shell=sh disable=SC2154 # the variables are those of core/bench/run
# Rows about builds, read by core/bench/run.

# A home of its own with a suite of 100 tests: builds_home NAME BUILD, where BUILD is the section 'build' in one line, or empty.
builds_home() {
    if [ ! -d "$scratch/$1" ]; then
        mkdir -p "$scratch/$1/config/tests"
        cat >"$scratch/$1/config/tests/bench.yaml" <<SUITE
many:
  variables:
    a: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']
    b: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']
  permute_on: [a, b]
  subtitle: '{{a}}{{b}}'
  $2
  run: {cmds: ['true']}
SUITE
    fi
    echo "HOME='$scratch/$1' PERGOLA_CONFIG_DIR='$scratch/$1/config'"
}

# Until all have ended. The build was made before, or is made by the first of them.
row_build_shared_100() {
    none="$(builds_home nobuild '') $pergola run bench"
    one=$(builds_home onebuild "build: {create_files: {t.c: ['int main(void) { return 0; }']}, cmds: ['cc -o t t.c']}")
    compare "100 tests with one build : with none" 1.5 "$none" "$one $pergola run bench"
    compare "the same, built anew : with none" 1.5 "$none" "$one $pergola run --rebuild bench"
}

# 100 programs, each compiled in a directory of its own, two at a time; by run --build-only with its start-up and 100 new runs. The other
# two lines are with the 100 tests run afterwards, which nobody does for xargs, and that less what the same run takes without builds.
row_build_each_100() {
    for number in $(seq 100 199); do
        mkdir -p "$scratch/compile/$number"
        echo "int main(void) { return $number - $number; }" >"$scratch/compile/$number/t.c"
        printf '#!/bin/bash\nset -e -o pipefail\ncd "%s"\ncc -o t t.c\n' "$scratch/compile/$number" >"$scratch/compile/$number.sh"
    done
    none="$(builds_home nobuild '') $pergola run bench"
    each="$(builds_home eachbuild "build: {create_files: {t.c: ['int main(void) { return 1{{a}}{{b}} - 1{{a}}{{b}}; }']}, cmds: ['cc -o t t.c']}") $pergola run --rebuild bench"
    echo "build_threads: 2" >"$scratch/eachbuild/config/pergola.yaml"
    scripts="seq 100 199 | xargs -P2 -I{} bash '$scratch/compile/{}.sh'"
    compare "100 builds : xargs -P2" 1.5 "$scripts" "$each --build-only"
    rm -f "$scratch/yardstick" "$scratch/command" "$scratch/without"
    for warm_up in "$scripts" "$none" "$each"; do once "$warm_up" /dev/null; done
    turn=0
    while [ "$turn" -lt "$runs" ]; do
        once "$scripts" "$scratch/yardstick"
        once "$each" "$scratch/command"
        once "$none" "$scratch/without"
        turn=$((turn + 1))
    done
    verdict "  with 100 tests run afterwards : xargs" -
    paste "$scratch/command" "$scratch/without" | awk '{ print $1 - $2 }' >"$scratch/more"
    mv "$scratch/more" "$scratch/command"
    verdict "  less a run without builds : xargs -P2" -
}
