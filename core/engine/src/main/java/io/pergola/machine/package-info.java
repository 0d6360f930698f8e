/** What this machine is, as tests see it: the variable sets {@code sys} and {@code pav}. */
@NullMarked
package io.pergola.machine;

import org.jspecify.annotations.NullMarked;
