package io.pergola.graph;

import java.awt.Font;

/** Where the fonts of a chart come from. */
@FunctionalInterface
interface Lettering {

    /** A font without serifs, {@code size} units high. */
    Font font(int size, boolean bold);
}
