/** Plain commands on an allocation: read, queued, run, stored. */
@NullMarked
package io.pergola.tasks;

import org.jspecify.annotations.NullMarked;
