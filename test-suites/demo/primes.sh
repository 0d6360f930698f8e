#!/usr/bin/env bash
# Counts the primes up to a limit:  primes.sh bash|awk LIMIT
set -euo pipefail
export LC_ALL=C # a point in numbers, whatever the user's language

by_bash() {
    local limit=$1 count=0 n d prime
    for ((n = 2; n <= limit; n++)); do
        prime=1
        for ((d = 2; d * d <= n; d++)); do
            if ((n % d == 0)); then
                prime=0
                break
            fi
        done
        ((count += prime)) || true
    done
    echo "$count"
}

by_awk() {
    awk -v limit="$1" 'BEGIN {
        for (n = 2; n <= limit; n++)
            if (!(n in composite)) {
                count++
                for (m = n * n; m <= limit; m += n) composite[m]
            }
        print count + 0
    }'
}

begin=$EPOCHREALTIME
found=$("by_$1" "$2")
end=$EPOCHREALTIME
echo "primes up to $2: $found"
awk -v b="$begin" -v e="$end" 'BEGIN { printf "elapsed: %.3f s\n", e - b }'
