/** Values to JSON text and back. */
@NullMarked
package io.pergola.json;

import org.jspecify.annotations.NullMarked;
