/** What came of test runs, in the forms that continuous integration understands. */
@NullMarked
package io.pergola.ci;

import org.jspecify.annotations.NullMarked;
