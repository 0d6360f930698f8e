/** The working directory: run directories, journals, ids, and the index over them. Alone knows the layout on disk. */
@NullMarked
package io.pergola.store;

import org.jspecify.annotations.NullMarked;
