/** What nodes hold, and how one asks for, holds and gives back parts of it. Shares count in thousandths, memory and disk in MiB. */
@NullMarked
package io.pergola.spi.slots;

import org.jspecify.annotations.NullMarked;
