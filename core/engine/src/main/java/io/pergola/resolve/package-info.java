/** From requests and unresolved tests to resolved test runs. */
@NullMarked
package io.pergola.resolve;

import org.jspecify.annotations.NullMarked;
