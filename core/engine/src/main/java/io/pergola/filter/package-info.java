/** The language of filters: text to conditions, and conditions to what a run must meet. Pure, but for what it is given to look up. */
@NullMarked
package io.pergola.filter;

import org.jspecify.annotations.NullMarked;
