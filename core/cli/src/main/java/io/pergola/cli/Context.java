package io.pergola.cli;

import io.pergola.app.Environment;
import io.pergola.app.Pergola;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** What every command is given: the screen, and Pergola itself once it is needed. Used by one thread. */
final class Context {

    private final Environment environment;
    private final PrintWriter out;
    private final PrintWriter err;
    private final GlobalOptions options = new GlobalOptions();
    private @Nullable Screen screen;
    private @Nullable Pergola pergola;

    Context(Environment environment, PrintWriter out, PrintWriter err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    Environment environment() {
        return environment;
    }

    /** Standard output, before it is known how quiet the command shall be. */
    PrintWriter out() {
        return out;
    }

    /** Standard error, as {@link #out}. */
    PrintWriter err() {
        return err;
    }

    /** The options that every command has; filled in while the command line is read. */
    GlobalOptions options() {
        return options;
    }

    Screen screen() {
        Screen known = screen;
        if (known == null) {
            known = new Screen(
                    out,
                    err,
                    Terminal.of(1, environment.variables()),
                    Terminal.of(2, environment.variables()),
                    options.quiet);
            screen = known;
        }
        return known;
    }

    /** Pergola with this site's configuration; what is odd about that is shown once. */
    Pergola pergola() {
        Pergola known = pergola;
        if (known == null) {
            known = Pergola.open(environment);
            pergola = known;
            new ProblemPrinter(screen()).print(known.problems());
        }
        return known;
    }
}
