/** What became of all runs, in a database of its own that outlives them. */
@NullMarked
package io.pergola.history;

import org.jspecify.annotations.NullMarked;
