package io.pergola.spi.policy;

/**
 * A decision that was not carried out.
 *
 * @param decision what was wanted
 * @param reason why not, in one sentence without a full stop
 */
public record Rejection(Decision decision, String reason) {}
