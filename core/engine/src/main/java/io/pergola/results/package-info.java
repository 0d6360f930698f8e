/** From what a test left behind to figures and a verdict. */
@NullMarked
package io.pergola.results;

import org.jspecify.annotations.NullMarked;
