/** YAML files to nodes that know where they were written. */
@NullMarked
package io.pergola.yaml;

import org.jspecify.annotations.NullMarked;
