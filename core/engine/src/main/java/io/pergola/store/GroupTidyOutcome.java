package io.pergola.store;

/**
 * What {@link Store#tidyGroups} removed.
 *
 * @param members of groups that are gone
 * @param groups in which nothing was left
 */
public record GroupTidyOutcome(int members, int groups) {}
