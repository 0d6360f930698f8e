package io.pergola.cli;

import io.pergola.report.Style;
import io.pergola.report.Table;
import java.io.OutputStream;
import java.io.PrintWriter;

/**
 * Where a command prints: results to {@code out}, everything about how it goes to {@code err}. Both flush when the command
 * ends, {@code err} also after each line.
 *
 * @param raw standard output as bytes; {@code out} must be flushed before it is used
 * @param out standard output
 * @param err standard error
 * @param outTerminal what standard output is
 * @param errTerminal what standard error is
 * @param quiet leave out what is not asked for
 */
record Screen(
        OutputStream raw, PrintWriter out, PrintWriter err, Terminal outTerminal, Terminal errTerminal, boolean quiet) {

    /** Prints a table as wide as the terminal, or uncut into a pipe. */
    void table(Table table) {
        table.print(outTerminal.columns(), outTerminal.colour(), out::println);
    }

    /** A line of result. */
    void line(String text) {
        out.println(text);
    }

    /** A line on how it goes; nothing under {@code --quiet}. */
    void info(String text) {
        if (!quiet) {
            err.println(text);
            err.flush();
        }
    }

    /** Text for standard output in a style, if it has colours. */
    String paint(Style style, String text) {
        return outTerminal.colour() ? style.paint(text) : text;
    }

    /** Text for standard error in a style, if it has colours. */
    String paintError(Style style, String text) {
        return errTerminal.colour() ? style.paint(text) : text;
    }
}
