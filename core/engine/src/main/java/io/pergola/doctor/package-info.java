/** Checks an installation, from the Java runtime to the schedulers. Looks only: what it writes to try something out, it removes. */
@NullMarked
package io.pergola.doctor;

import org.jspecify.annotations.NullMarked;
