/** What a plugin implements, and what it is given to do so. */
@NullMarked
package io.pergola.spi;

import org.jspecify.annotations.NullMarked;
