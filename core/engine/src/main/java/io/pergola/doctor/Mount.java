package io.pergola.doctor;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A mounted file system, from a line of {@code /proc/self/mountinfo}, see proc(5).
 *
 * @param point where it is mounted
 * @param type such as {@code nfs4}
 * @param source such as {@code server:/export}
 * @param options those of the mount and those of the file system
 */
record Mount(Path point, String type, String source, Set<String> options) {

    private static final int POINT = 4;
    private static final int OPTIONS = 5;
    private static final String SEPARATOR = " - ";
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    Mount {
        options = Set.copyOf(options);
    }

    /** The mount on which a path lies: the longest point above it, and of those the last. */
    static Optional<Mount> of(Path path, String mountinfo) {
        return mountinfo
                .lines()
                .flatMap(line -> parse(line).stream())
                .filter(mount -> path.startsWith(mount.point()))
                .reduce((best, each) ->
                        each.point().getNameCount() >= best.point().getNameCount() ? each : best);
    }

    private static Optional<Mount> parse(String line) {
        int middle = line.indexOf(SEPARATOR);
        String[] before = line.substring(0, Math.max(middle, 0)).split(" ");
        String[] after = line.substring(middle < 0 ? line.length() : middle + SEPARATOR.length())
                .split(" ");
        if (before.length <= OPTIONS || after.length < 2) {
            return Optional.empty();
        }
        var options = new HashSet<>(Arrays.asList(before[OPTIONS].split(",")));
        if (after.length > 2) {
            options.addAll(Arrays.asList(after[2].split(",")));
        }
        return Optional.of(new Mount(Path.of(plain(before[POINT])), after[0], plain(after[1]), options));
    }

    /** Blanks and the like are written as octal numbers. */
    private static String plain(String text) {
        return OCTAL.matcher(text).replaceAll(match -> {
            char letter = (char) Integer.parseInt(match.group(1), 8);
            return letter == '\\' || letter == '$' ? "\\" + letter : String.valueOf(letter);
        });
    }

    boolean has(String option) {
        return options.contains(option);
    }
}
