/** Where the values of a test come from, and what strings come to. */
@NullMarked
package io.pergola.explain;

import org.jspecify.annotations.NullMarked;
