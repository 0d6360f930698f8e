/** The nouns that the engine, its plugins and its screens share: values without behaviour of their own. */
@NullMarked
package io.pergola.model;

import org.jspecify.annotations.NullMarked;
