/** The queue of an allocation, and which of its jobs starts next: asks a policy, checks what it decides, and carries it out. No threads, clock or files. */
@NullMarked
package io.pergola.policy;

import org.jspecify.annotations.NullMarked;
