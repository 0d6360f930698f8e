/**
 * Which nodes a test may use, and the pieces they are cut into. Pure functions: nothing here reads a clock or a file, or asks a
 * batch system.
 */
@NullMarked
package io.pergola.nodes;

import org.jspecify.annotations.NullMarked;
