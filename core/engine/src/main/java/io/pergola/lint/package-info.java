/** All that is wrong in configuration files, or not what it seems, without running anything. */
@NullMarked
package io.pergola.lint;

import org.jspecify.annotations.NullMarked;
