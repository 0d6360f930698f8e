/** New references of figures from what runs gave, written into the files that hold them. */
@NullMarked
package io.pergola.references;

import org.jspecify.annotations.NullMarked;
