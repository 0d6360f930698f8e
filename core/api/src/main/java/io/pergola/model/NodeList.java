package io.pergola.model;

import java.util.Collection;
import java.util.List;

/**
 * Node names in short: {@code n[01-10,15],m3}. Names are separated by commas; each may hold any number of brackets, and each
 * bracket numbers and ranges of numbers. A range keeps the zeros of its left end. A name that comes twice counts once. Reading
 * gives the names or what is wrong, never both.
 */
public sealed interface NodeList {

    /** The most names that one list may stand for. */
    int MOST = 1_000_000;

    /**
     * A list that could be read.
     *
     * @param names in the order written, each once; empty for an empty list
     */
    record Names(List<String> names) implements NodeList {

        /** Copies. */
        public Names {
            names = List.copyOf(names);
        }
    }

    /**
     * A list that could not be read.
     *
     * @param list the text
     * @param column where it goes wrong, in characters counted from 1
     * @param what is wrong, one sentence without a full stop
     * @param help how to mend it
     */
    record Malformed(String list, int column, String what, String help) implements NodeList {

        /** As a problem of no file. */
        public Problem problem() {
            return Problem.error("'" + list + "' is not a list of nodes: " + what + ", at character " + column)
                    .help(help);
        }
    }

    /** Reads a list that a person wrote. Blanks around a name or a number, and commas too many, do not matter. */
    static NodeList parse(String list) {
        return new NodeListParser(list, false).parse();
    }

    /** Reads a list that a batch system printed: names begin with a letter, and there are no blanks. */
    static NodeList parseStrict(String list) {
        return new NodeListParser(list, true).parse();
    }

    /**
     * The shortest list that {@link #parse} and Slurm read as these names: sorted, each once, with at most one bracket a name, at
     * its end. Takes time in proportion to the names, but for sorting them.
     */
    static String compress(Collection<String> names) {
        return NodeListWriter.write(names);
    }
}
