/** Processes: the only package that starts any. */
@NullMarked
package io.pergola.exec;

import org.jspecify.annotations.NullMarked;
