package io.pergola.results;

import io.pergola.model.Value;
import java.io.IOException;

/** Runs a command in the directory of the run; its value is the exit status or the output without the line end at its end. */
record CommandParser(String command, Output output, Errors errors) implements Parser.OfRun {

    /** What becomes the value. */
    enum Output {
        RETURN_VALUE,
        STDOUT
    }

    /** Where the standard error goes. */
    enum Errors {
        NULL,
        STDOUT
    }

    static Parser of(Arguments arguments) {
        return new CommandParser(
                arguments.text("command", ""),
                arguments.choice("output_type", Output.values(), Output.RETURN_VALUE),
                arguments.choice("stderr_dest", Errors.values(), Errors.STDOUT));
    }

    @Override
    public Finding parse(Evidence evidence, CommandShell shell) {
        try {
            CommandShell.Outcome outcome = shell.run(command, evidence.buildDirectory(), errors == Errors.STDOUT);
            return new Finding.Found(
                    output == Output.RETURN_VALUE
                            ? Value.of(outcome.exitStatus())
                            : Value.of(outcome.output().stripTrailing()));
        } catch (IOException e) {
            return new Finding.Failed("the command '" + command + "' could not be run: " + e.getMessage());
        }
    }

    @Override
    public String looksFor() {
        return "the command '" + command + "'";
    }
}
