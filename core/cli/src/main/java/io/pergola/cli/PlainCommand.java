package io.pergola.cli;

import java.util.List;
import java.util.concurrent.Callable;

/** A command that can also be given its words directly, when there are no options among them. */
interface PlainCommand extends Callable<Integer> {

    /** Takes the words behind the command's name; false if these words alone are not a whole command line. */
    boolean words(List<String> words);
}
