/** From resolved test runs to jobs and their kickoff scripts. */
@NullMarked
package io.pergola.schedule;

import org.jspecify.annotations.NullMarked;
