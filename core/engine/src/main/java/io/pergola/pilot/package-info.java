/** The pilot's kernel: a pure function from state, event and time to actions. No threads, clock or files. */
@NullMarked
package io.pergola.pilot;

import org.jspecify.annotations.NullMarked;
