/** The scheduler {@code local}: a job is a detached process on this machine. */
@NullMarked
package io.pergola.plugins.local;

import org.jspecify.annotations.NullMarked;
