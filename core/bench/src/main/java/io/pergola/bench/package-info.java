/** Benchmarks; not shipped. */
@NullMarked
package io.pergola.bench;

import org.jspecify.annotations.NullMarked;
