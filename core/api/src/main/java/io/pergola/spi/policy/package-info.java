/** Which job of an allocation starts next, and where: what a policy is told, and what it may decide. */
@NullMarked
package io.pergola.spi.policy;

import org.jspecify.annotations.NullMarked;
