package io.pergola.script;

import java.util.List;

/**
 * The script of many jobs that a batch system starts together: each goes on with the kickoff script of its own.
 *
 * @param header the batch system's lines
 * @param indexVariable holds the job's index; a name for the shell
 * @param head with the index and {@code tail}: the path of a job's own script
 */
public record ArrayScript(String shebang, List<String> header, String indexVariable, String head, String tail) {

    /** The script's text, ending in a line end. */
    public String text() {
        return String.join("\n", shebang, String.join("\n", header), "") + "\nexec /bin/bash " + Bash.quote(head)
                + "\"$" + indexVariable + "\"" + Bash.quote(tail) + "\n";
    }
}
