/** The scheduler {@code slurm}: Slurm's commands and what they print. */
@NullMarked
package io.pergola.plugins.slurm;

import org.jspecify.annotations.NullMarked;
