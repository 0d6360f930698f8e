package io.pergola.lint;

import io.pergola.model.Problem;

/**
 * One thing that lint found.
 *
 * @param rule what kind of thing
 * @param problem where, what and how to mend it
 */
public record Finding(Rule rule, Problem problem) {}
