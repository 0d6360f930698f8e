package io.pergola.script;

import java.util.List;

/**
 * The script that starts ranks of a run on the cores and GPUs that they were given. It finds out which rank it is from what launchers
 * set, and which processors its cores are from those that it may use: core 0 is the first of these. Where the numbers do not agree, as
 * on a node whose batch system confines nobody, it binds nothing.
 *
 * @param ranks in order, at least one
 */
public record PlaceScript(List<Rank> ranks) {

    /**
     * One rank.
     *
     * @param node the name of its node
     * @param cores its cores as the pilot numbers them, from 0, with commas between; may be empty
     * @param coresOfNode how many cores the job has on that node
     * @param gpus its GPUs as programs name them, with commas between; may be empty
     */
    public record Rank(String node, String cores, int coresOfNode, String gpus) {}

    private static final String BODY = """

            if [ "$1" = -a ]; then
                shift
                rank=0 all=1
            else
                rank=${OMPI_COMM_WORLD_RANK:-${PMIX_RANK:-${PMI_RANK:-${PALS_RANKID:-${SLURM_PROCID:-0}}}}} all=
                if [ -n "${gpus[rank]}" ]; then
                    export CUDA_VISIBLE_DEVICES=${gpus[rank]} ROCR_VISIBLE_DEVICES=${gpus[rank]} ZE_AFFINITY_MASK=${gpus[rank]}
                fi
            fi
            here=() allowed=() cpus=
            for other in "${!nodes[@]}"; do
                [ "${nodes[other]}" = "${nodes[rank]}" ] || continue
                for core in ${cores[other]//,/ }; do here[core]=$core; done
            done
            while read -r name list; do
                [ "$name" = Cpus_allowed_list: ] || continue
                for range in ${list//,/ }; do
                    for ((cpu = ${range%-*}; cpu <= ${range#*-}; cpu++)); do allowed+=("$cpu"); done
                done
            done </proc/self/status
            if [ ${#allowed[@]} = "${totals[rank]}" ]; then
                places=("${allowed[@]}")
            elif [ ${#allowed[@]} = ${#here[@]} ]; then
                places=() at=0
                for core in "${here[@]}"; do places[core]=${allowed[at++]}; done
            else
                exec "$@"
            fi
            mine=${cores[rank]//,/ }
            [ -z "$all" ] || mine=${here[*]}
            for core in $mine; do cpus+=${cpus:+,}${places[core]}; done
            [ -n "$cpus" ] && command -v taskset >/dev/null || exec "$@"
            exec taskset -c "$cpus" "$@"
            """;

    /** Copies. */
    public PlaceScript {
        ranks = List.copyOf(ranks);
    }

    /** The script's text, ending in a line end. */
    public String text() {
        return """
                #!/bin/bash
                # place COMMAND [ARGUMENT...] starts a rank of this run on its own cores and GPUs;
                # place -a COMMAND [ARGUMENT...] starts something on all that the run has on its first node.
                nodes=(%s)
                cores=(%s)
                totals=(%s)
                gpus=(%s)
                """.formatted(
                                Bash.words(ranks.stream().map(Rank::node).toList()),
                                Bash.words(ranks.stream().map(Rank::cores).toList()),
                                Bash.words(ranks.stream()
                                        .map(rank -> Integer.toString(rank.coresOfNode()))
                                        .toList()),
                                Bash.words(ranks.stream().map(Rank::gpus).toList()))
                + BODY;
    }
}
