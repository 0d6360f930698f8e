/** Which test runs a command speaks of: ids, ranges, series, filters, order. */
@NullMarked
package io.pergola.select;

import org.jspecify.annotations.NullMarked;
