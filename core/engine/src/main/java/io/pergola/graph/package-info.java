/** Charts of what came out of runs, as SVG and PNG; the only package that draws. */
@NullMarked
package io.pergola.graph;

import org.jspecify.annotations.NullMarked;
