/** The command line: commands, options, printers; the only package that prints. */
@NullMarked
package io.pergola.cli;

import org.jspecify.annotations.NullMarked;
