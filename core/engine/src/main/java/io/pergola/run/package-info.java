/** Inside a job: the pilot's event loop, and one test run from its script to its results. */
@NullMarked
package io.pergola.run;

import org.jspecify.annotations.NullMarked;
