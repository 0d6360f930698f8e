/** Where builds get their sources from: trees, archives, downloads, repositories. */
@NullMarked
package io.pergola.source;

import org.jspecify.annotations.NullMarked;
