package io.pergola.script;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The first line of a script (execve(2)). Scripts are handed to their interpreter by us, not started as programs: while one
 * thread forks, another's freshly written script counts as busy for a moment and could not be executed.
 */
public final class Shebang {

    private static final String START = "#!";
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final String BASH = "/bin/bash";

    private Shebang() {}

    /** The command that runs a script: the interpreter, its one argument if there is one, the script, and the arguments. */
    public static List<String> command(String firstLine, Path script, List<String> arguments) {
        String line = firstLine.strip();
        String rest = line.startsWith(START) ? line.substring(START.length()).strip() : "";
        var command = new ArrayList<String>();
        String[] words = BLANKS.split(rest, 2);
        command.add(words[0].isEmpty() ? BASH : words[0]);
        if (words.length > 1) {
            command.add(words[1]);
        }
        command.add(script.toString());
        command.addAll(arguments);
        return List.copyOf(command);
    }
}
