package io.pergola.cli;

import java.util.List;

/** The program's door. */
final class Main {

    private Main() {}

    public static void main(String[] args) {
        int code = run(List.of(args));
        // Not for code 0: System.exit asks for a logger first, which costs more than --version does.
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Runs one command and answers its exit code; the training run of the build calls it several times in one process. */
    static int run(List<String> args) {
        if (args.contains("--version")) {
            System.out.println("pergola " + System.getProperty("pergola.version", "(development)"));
            return 0;
        }
        System.out.println("pergola: commands are on their way");
        return 0;
    }
}
