/** The tables of keys as JSON Schema, for editors. */
@NullMarked
package io.pergola.schema;

import org.jspecify.annotations.NullMarked;
