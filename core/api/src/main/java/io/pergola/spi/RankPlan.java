package io.pergola.spi;

import java.nio.file.Path;

/**
 * Where the ranks of a program have to run that was given a part of its job.
 *
 * @param rankNodes a file with a line for each rank: the name of its node
 * @param hostFile a file with a line for each node: {@code NAME slots=RANKS}
 * @param coresPerRank cores of each rank, 0 if it has none for itself
 */
public record RankPlan(Path rankNodes, Path hostFile, int coresPerRank) {}
