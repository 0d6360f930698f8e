package io.pergola.script;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * The script that a batch system starts: its header lines, then the pilot. The shell stays beside the pilot, passes SIGTERM on
 * to it, and if the pilot is killed, has the truth recorded.
 *
 * @param shebang the first line, with its {@code #!}
 * @param header the batch system's lines
 * @param umask the site's; the pilot and the tests have it, as in Pavilion, and need not correct each file that they make
 * @param log gets what the rest prints
 * @param exports variables to set, quoted
 * @param setup the site's own lines ({@code env_setup})
 * @param pilot the command that runs the pilot
 * @param sweep the command that records what a killed pilot could not
 */
public record KickoffScript(
        String shebang,
        List<String> header,
        int umask,
        Path log,
        SequencedMap<String, String> exports,
        List<String> setup,
        List<String> pilot,
        List<String> sweep) {

    /** The script's text, ending in a line end. */
    public String text() {
        var lines = new ArrayList<String>();
        lines.add(shebang);
        lines.addAll(header);
        lines.add("");
        lines.add("umask " + String.format("%04o", umask));
        lines.add("exec >>" + Bash.quote(log.toString()) + " 2>&1");
        exports.forEach((name, value) -> lines.add("export " + name + "=" + Bash.quote(value)));
        lines.addAll(setup);
        lines.add("""
                %s &
                pilot=$!
                trap 'kill -TERM "$pilot" 2>/dev/null' TERM INT HUP
                while :; do
                  wait "$pilot"
                  code=$?
                  kill -0 "$pilot" 2>/dev/null || break
                done
                if [ "$code" -ne 0 ]; then
                  %s "$code"
                fi
                exit "$code"
                """.formatted(Bash.words(pilot), Bash.words(sweep)));
        return String.join("\n", lines);
    }
}
