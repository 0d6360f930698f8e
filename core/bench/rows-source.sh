# Rows about the sources of builds; read by core/bench/run.

# hash_tree TITLE TREE: milliseconds, not a ratio. A tree of 1 GB that did not change since it was read may take 1 s, the start of Java included.
hash_tree() {
    hash="exec '$home/runtime/bin/java' $flags -cp '$(bench_classes)' io.pergola.bench.HashTree '$2' '$scratch/digests'"
    rm -rf "$scratch/digests" "$scratch/command"
    sleep 3 # What changed within the last two seconds is read again each time.
    once "$hash" /dev/null
    turn=0
    while [ "$turn" -lt "$runs" ]; do
        once "$hash" "$scratch/command"
        turn=$((turn + 1))
    done
    echo 1000000 >"$scratch/yardstick"
    verdict "$1" 1
    rm -rf "$2"
}

row_hash_tree() {
    mkdir -p "$scratch/tree"
    for d in $(seq 200); do
        mkdir "$scratch/tree/$d"
        head -c 5242880 /dev/urandom | split -b 52429 - "$scratch/tree/$d/f"
    done
    hash_tree "1 GB in 20,000 files again : promise" "$scratch/tree"
    mkdir -p "$scratch/tree"
    for f in $(seq 10); do head -c 104857600 /dev/urandom >"$scratch/tree/$f"; done
    hash_tree "1 GB in 10 files again : promise" "$scratch/tree"
}
