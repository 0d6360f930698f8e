/** Sets of test runs that were asked for together: created, built, handed to their schedulers. */
@NullMarked
package io.pergola.series;

import org.jspecify.annotations.NullMarked;
