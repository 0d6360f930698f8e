package io.pergola.cli;

import io.pergola.app.Environment;
import io.pergola.app.Pergola;
import java.io.BufferedWriter;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What every command is given: the screen, and Pergola itself once it is needed. Used by one thread. */
final class Context {

    private static final int BUFFER = 1 << 16;

    private final Environment environment;
    private final OutputStream raw;
    private final PrintWriter out;
    private final PrintWriter err;
    private final InputStream in;
    private final GlobalOptions options = new GlobalOptions();
    private @Nullable Screen screen;
    private @Nullable Pergola pergola;

    /** {@code out} and {@code err} are standard output and error, or what stands for them; whoever made them closes them. */
    Context(Environment environment, OutputStream out, OutputStream err) {
        this(environment, out, err, System.in);
    }

    /** As above, with what stands for standard input. */
    Context(Environment environment, OutputStream out, OutputStream err, InputStream in) {
        this.environment = environment;
        this.in = in;
        this.raw = out;
        this.out = writer(out);
        this.err = writer(err);
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), BUFFER), false);
    }

    /** Writes out what is held back. */
    void flush() {
        out.flush();
        err.flush();
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

    /** Standard input. */
    InputStream in() {
        return in;
    }

    /** The options that every command has; filled in while the command line is read. */
    GlobalOptions options() {
        return options;
    }

    Screen screen() {
        Screen known = screen;
        if (known == null) {
            known = new Screen(
                    raw,
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
            var progress = new ProgressLine(screen());
            known.onIndexing((done, of) -> indexing(progress, done, of));
        }
        return known;
    }

    private static void indexing(ProgressLine progress, int done, int of) {
        if (done < of) {
            progress.draw("Reading runs " + done + "/" + of + " ...");
        } else {
            progress.clear();
        }
    }
}
