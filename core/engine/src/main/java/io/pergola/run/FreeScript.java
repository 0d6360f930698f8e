package io.pergola.run;

import io.pergola.script.TestScript;
import io.pergola.store.RunDirectory;
import java.util.ArrayList;
import java.util.List;

/** A run's script that finds its files beside itself. */
final class FreeScript {

    private final List<String> lines = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /** @param text as Pergola wrote it for the run */
    FreeScript(String text, RunDirectory run) {
        String runDirectory = run.path().toString();
        String workingDirectory = run.path().resolve("../..").normalize().toString();
        boolean head = true;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (head && TestScript.namesPlace(line)) {
                head = !line.startsWith("cd ");
                continue;
            }
            lines.add(line);
            if (number == 1) {
                addPlaces();
            } else if (line.contains(workingDirectory) || line.contains(runDirectory)) {
                remarks.add("line " + number + " of original/run.sh names a path in " + workingDirectory
                        + ", which other machines may not have");
            }
        }
    }

    private void addPlaces() {
        lines.add("PERGOLA_RUN_DIR=$(cd \"$(dirname \"${BASH_SOURCE[0]}\")\" && pwd) || exit 1");
        lines.add("# There is nobody to tell a state to.");
        lines.add("export PERGOLA_RUN_DIR PERGOLA=true");
        lines.add("cd \"$PERGOLA_RUN_DIR/build\" || exit 1");
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    List<String> remarks() {
        return remarks;
    }
}
