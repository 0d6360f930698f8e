package io.pergola.plugins.slurm;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Slurm said of one job. Texts are empty where it did not say.
 *
 * @param id {@code 18} or {@code 18_3}
 * @param state in Slurm's words, without what follows them
 * @param submitted when it was submitted, or last requeued
 * @param restarts how often it was requeued
 * @param exit how its script ended
 * @param timeLimit as Slurm writes it
 * @param nodes a node list
 * @param by the number of the user who cancelled it
 * @param name the job's name
 * @param script the script's path
 * @param reason in Slurm's words
 */
record JobRecord(
        String id,
        String state,
        Optional<Instant> submitted,
        int restarts,
        JobExit exit,
        String timeLimit,
        String nodes,
        String by,
        String name,
        String script,
        String reason) {

    /** How a script ended: an exit code, or the number of the signal that killed it. */
    record JobExit(int code, int signal) {

        static final JobExit GOOD = new JobExit(0, 0);

        /** From {@code 3:0} (code and signal), or a wait status such as {@code 768}, as {@code squeue -O} prints it. */
        static JobExit of(String text) {
            int colon = text.indexOf(':');
            if (colon >= 0) {
                return new JobExit(number(text.substring(0, colon)), number(text.substring(colon + 1)));
            }
            int status = number(text);
            return new JobExit(status >> 8 & 0xff, status & 0x7f);
        }
    }

    private static final int LONGEST_NUMBER = 9;

    /** The number, or 0 if the text is none. */
    static int number(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return 0;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return 0;
            }
            number = number * 10 + (digit - '0');
        }
        return number;
    }
}
