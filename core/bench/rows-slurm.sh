# shellcheck shell=sh disable=SC2154,SC2034 # the variables are those of core/bench/run
# Rows about clusters, read by core/bench/run. Those that need a Slurm start one of their own (build/slurm), or are skipped by name.

# A Slurm that only knows its N nodes, from a list such as the real one prints: nodes_of N. The words before a command line that uses it and
# remembers nothing of the nodes.
nodes_of() {
    if [ ! -d "$scratch/nodes$1" ]; then
        mkdir -p "$scratch/nodes$1/bin" "$scratch/nodes$1/config/tests"
        awk -v count="$1" 'BEGIN {
            for (i = 1; i <= count; i++) {
                state = i % 50 == 0 ? "DOWN*" : i % 7 == 0 ? "ALLOCATED" : "IDLE"
                feature = i % 2 ? "rome" : "milan"
                printf "NodeName=nid%06d Arch=x86_64 CoresPerSocket=32  CPUAlloc=0 CPUEfctv=64 CPUTot=64 CPULoad=0.42 AvailableFeatures=cpu,%s ActiveFeatures=cpu,%s Gres=(null) NodeAddr=10.0.0.1 NodeHostName=nid%06d Port=6818 Version=22.05.8 OS=Linux 6.1.0 #1 SMP PREEMPT_DYNAMIC @0  RealMemory=256000 AllocMem=0 FreeMem=233231 Sockets=2 Boards=1 State=%s ThreadsPerCore=1 TmpDisk=0 Weight=10 Owner=N/A MCS_label=N/A Partitions=standard,debug  BootTime=2026-11-21T20:12:31 SlurmdStartTime=2026-11-21T21:37:40 LastBusyTime=2026-11-21T21:39:10 CfgTRES=cpu=64,mem=256000M,billing=64 AllocTRES= CapWatts=n/a CurrentWatts=0 AveWatts=0 ExtSensorsJoules=n/s ExtSensorsWatts=0 ExtSensorsTemp=n/s\n", i, feature, feature, i, state
            }
        }' >"$scratch/nodes$1/list"
        printf '#!/bin/sh\ncase "$*" in *nodes*) exec cat "%s" ;; esac\necho "No reservations in the system"\n' "$scratch/nodes$1/list" >"$scratch/nodes$1/bin/scontrol"
        for command in sbatch squeue scancel; do
            printf '#!/bin/sh\nexit 1\n' >"$scratch/nodes$1/bin/$command"
        done
        chmod +x "$scratch/nodes$1/bin"/*
        sweep "$scratch/nodes$1/config"
    fi
    echo "rm -rf '$scratch/cache'; PATH='$scratch/nodes$1/bin':\$PATH XDG_CACHE_HOME='$scratch/cache' HOME='$scratch/nodes$1' PERGOLA_CONFIG_DIR='$scratch/nodes$1/config'"
}

# A test over a hundred chunks of what is up in a partition, has a feature, and is not excluded.
sweep() {
    mkdir -p "$1/tests"
    cat >"$1/tests/sweep.yaml" <<'EOF'
all:
  scheduler: slurm
  schedule:
    nodes: all
    partition: standard
    chunking: {count: 100, extra: balance}
    exclude_nodes: 'nid[000001-000002]'
  run: {cmds: 'true'}
EOF
}

# Processor milliseconds of showing the chunks of a machine of N nodes, the median: cpu_of N.
cpu_of() {
    in=$(nodes_of "$1")
    rm -f "$scratch/cpu"
    sh -c "$in '$home/bin/pergola' nodes slurm sweep.all --chunks" >/dev/null || exit 1
    turn=0
    while [ "$turn" -lt "$runs" ]; do
        # shellcheck disable=SC2016 # for the shell below
        bash -c 'TIMEFORMAT="%U %S"; time sh -c "$1" >/dev/null 2>&1' _ "$in '$home/bin/pergola' nodes slurm sweep.all --chunks" 2>"$scratch/times" || exit 1
        awk '{ print ($1 + $2) * 1000000 }' "$scratch/times" >>"$scratch/cpu"
        turn=$((turn + 1))
    done
    median "$scratch/cpu"
}

# Not a ratio of times: our own processor time for inventory, filter and chunks, beyond that for a machine of 200 nodes, beside 150 ms.
row_inventory_10000() {
    small=$(cpu_of 200)
    large=$(cpu_of 10000)
    awk -v small="$small" -v large="$large" 'BEGIN {
        own = large - small
        bad = own > 150
        printf "%-44s %10s %10.1f %7.2f %7s%s\n", "10,000 nodes, 100 chunks, CPU : 150 ms", 150, own, own / 150, 1, bad ? "  over" : ""
        exit bad
    }' || over=1
}

# Ten times the nodes, beside ten times the processor time.
row_nodes_100000() {
    small=$(cpu_of 200)
    some=$(cpu_of 10000)
    many=$(cpu_of 100000)
    awk -v small="$small" -v some="$some" -v many="$many" 'BEGIN {
        line = (some - small) * 10
        ratio = (many - small) / line
        bad = ratio > 1.3
        printf "%-44s %10.1f %10.1f %7.2f %7s%s\n", "100,000 nodes, CPU : ten times 10,000", line, many - small, ratio, 1.3, bad ? "  over" : ""
        exit bad
    }' || over=1
}

# skipped TITLE: why a row cannot be measured here.
skipped() {
    printf '%-44s %s\n' "$1" "skipped: no Slurm here ($(tail -n 1 "$scratch/slurm.log"))"
}

# with_slurm TITLE ROW ARGUMENT...: measures a row beside a Slurm of its own, started with these arguments.
with_slurm() {
    title=$1
    row=$2
    shift 2
    if "$root/build/slurm/up" --dir="$scratch/slurm" "$@" >"$scratch/slurm.env" 2>"$scratch/slurm.log"; then
        eval "$(cat "$scratch/slurm.env")"
        "$row" "$title"
        "$root/build/slurm/down" --purge --dir="$scratch/slurm" >/dev/null 2>&1
    else
        skipped "$title"
    fi
}

# The Slurm command twice, and a start-up on a machine of 200 nodes, beside all of it on 10,000.
row_inventory_slurm() {
    with_slurm "10,000 nodes : start-up, 2 x scontrol" inventory_slurm --emulator --cpus=64 --memory=256000 10000
}

inventory_slurm() {
    sweep "$scratch/real"
    here="rm -rf '$scratch/cache'; XDG_CACHE_HOME='$scratch/cache' HOME='$scratch/real' PERGOLA_CONFIG_DIR='$scratch/real' $pergola nodes slurm sweep.all --chunks"
    compare "$1" 1 "scontrol -a show nodes -o; scontrol -a show nodes -o; $(nodes_of 200) $pergola nodes slurm sweep.all --chunks" "$here"
}

# 500 jobs of one node, held back, so that nothing but their submission is measured; all are taken away again.
row_submit_500() {
    with_slurm "submit 500 equal jobs : loop of sbatch" submit_equal 1
}

row_submit_500_apart() {
    with_slurm "submit 500 jobs that differ : loop of sbatch" submit_apart 1
}

submit_equal() {
    submit "$1" "'500*bench.equal'"
}

# Two rows: the whole command, and of it the submissions alone, from the first to the last, as Pergola notes them for its pace.
submit_apart() {
    submit "$1" bench.apart
    rm -f "$scratch/yardstick" "$scratch/command"
    turn=0
    while [ "$turn" -lt "$runs" ]; do
        once "$loop" "$scratch/yardstick"
        rm -rf "$scratch/submit/.cache"
        once "$whole" /dev/null
        find "$scratch/submit/.cache" -name submissions -exec awk 'NR == 1 { first = $1 } END { print ($1 - first) * 1000 }' {} + >>"$scratch/command"
        turn=$((turn + 1))
    done
    verdict "the same, the submissions alone" "1.3"
}

submit() {
    scontrol update partitionname=standard state=down
    mkdir -p "$scratch/submit/config/tests"
    printf 'submissions_per_minute: 100000\n' >"$scratch/submit/config/pergola.yaml"
    cat >"$scratch/submit/config/tests/bench.yaml" <<'EOF'
_base:
  scheduler: slurm
  schedule: {share_allocation: false, partition: standard}
  run: {cmds: 'true'}
equal: {inherits_from: _base}
apart:
  inherits_from: _base
  variables: {tens: ['0', '1', '2', '3', '4'], a: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'], b: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']}
  permute_on: [tens, a, b]
  schedule: {slurm: {sbatch_extra: '--comment=n{{tens}}{{a}}{{b}}'}}
EOF
    printf '#!/bin/bash\n#SBATCH -p standard\n#SBATCH -t 1:0:0\n#SBATCH --nodes 1\ntrue\n' >"$scratch/submit/job"
    loop="i=0; while [ \$i -lt 500 ]; do sbatch --parsable -o /dev/null '$scratch/submit/job'; i=\$((i + 1)); done; scancel --me"
    whole="HOME='$scratch/submit' PERGOLA_CONFIG_DIR='$scratch/submit/config' '$home/bin/pergola' run --detach $2; scancel --me"
    limit=1.3
    [ "$2" != bench.apart ] || limit=-
    compare "$1" "$limit" "$loop" "$whole"
}
