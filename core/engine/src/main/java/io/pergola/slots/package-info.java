/** Who holds what of an allocation, and where something is free. No threads, clock or files. */
@NullMarked
package io.pergola.slots;

import org.jspecify.annotations.NullMarked;
