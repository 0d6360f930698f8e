#!/bin/sh
# Prints a task for the middle of the largest step of the energy, until that step is narrow.
# Waits for all of the first sweep; a temperature that was asked for already is not asked for again.
cat "$PILOT_WORKDIR"/T*/energy | sort -n | awk '
    { temperature[NR] = $1; energy[NR] = $2 }
    END {
        if (NR < 4) exit
        for (i = 2; i <= NR; i++) {
            step = energy[i] - energy[i - 1]
            if (step < 0) step = -step
            if (step > largest) { largest = step; at = i }
        }
        if (temperature[at] - temperature[at - 1] < 0.06) exit
        middle = sprintf("%.2f", (temperature[at] + temperature[at - 1]) / 2)
        printf "{\"id\": \"T%s\", \"ranks\": 2, \"timeout\": \"5min\", \"command\": \"mpirun -np 2 lmp -var T %s -in $SWEEP/in.melt\"}\n", middle, middle
    }'
