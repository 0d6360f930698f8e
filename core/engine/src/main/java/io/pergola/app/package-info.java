/** Wires the engine; no logic of its own. */
@NullMarked
package io.pergola.app;

import org.jspecify.annotations.NullMarked;
