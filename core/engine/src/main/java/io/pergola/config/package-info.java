/** Keys, site configuration, config directories, layers and their merging. */
@NullMarked
package io.pergola.config;

import org.jspecify.annotations.NullMarked;
