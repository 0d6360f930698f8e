/** Bash text; the only place that quotes for a shell. */
@NullMarked
package io.pergola.script;

import org.jspecify.annotations.NullMarked;
