package io.pergola.plugins.slurm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Generic resources, {@code gpu:a100:2(S:0-1),nic:1}. */
final class Gres {

    private static final Pattern GPU = Pattern.compile("(?:^|,)gpu(?::[^,:()]*)*?:(\\d{1,6})(?=[,(]|$)");

    private Gres() {}

    /** How many GPUs, of whatever type. */
    static int gpus(String text) {
        int sum = 0;
        Matcher match = GPU.matcher(text);
        while (match.find()) {
            sum += Integer.parseInt(match.group(1));
        }
        return sum;
    }
}
