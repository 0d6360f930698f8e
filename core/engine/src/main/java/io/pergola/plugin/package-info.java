/** Finding and loading plugin jars. */
@NullMarked
package io.pergola.plugin;

import org.jspecify.annotations.NullMarked;
