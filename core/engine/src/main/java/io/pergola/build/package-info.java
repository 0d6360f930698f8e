/** From source and commands to a cached build. */
@NullMarked
package io.pergola.build;

import org.jspecify.annotations.NullMarked;
