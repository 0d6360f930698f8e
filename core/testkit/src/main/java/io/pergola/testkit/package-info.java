/** Lets a plugin's author, and ourselves, test a scheduler through the real engine. */
@NullMarked
package io.pergola.testkit;

import org.jspecify.annotations.NullMarked;
