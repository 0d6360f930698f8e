/** Queries into JSON values, as RFC 9535 words them. Pure functions. */
@NullMarked
package io.pergola.jsonpath;

import org.jspecify.annotations.NullMarked;
