package io.pergola.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The line of a file that shares most words with a pattern which no line matched: what a user may have meant. */
final class NearestLine {

    /** Lines that are looked at again; what comes later is not what a user compares with. */
    private static final int MOST_LINES = 100_000;

    private static final long MOST_BYTES = 1 << 24;
    private static final int SHOWN = 100;
    private static final Pattern ESCAPES = Pattern.compile("\\\\[A-Za-z0-9]|\\(\\?P?<\\w+>|\\{[0-9,]*}");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private NearestLine() {}

    /** Empty if no line has a word of the pattern. */
    static Optional<String> find(Path file, String regex) {
        List<String> words = words(regex);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        try (LogLines lines = LogLines.open(file)) {
            return find(lines, words);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> find(LogLines lines, List<String> words) throws IOException {
        int best = 0;
        String found = "";
        while (lines.next() && lines.number() <= MOST_LINES && lines.start() < MOST_BYTES) {
            int score = score(lines.text(), words);
            if (score > best) {
                best = score;
                found = "line " + lines.number() + ", '" + shown(lines.text()) + "'";
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private static List<String> words(String regex) {
        List<String> words = new ArrayList<>();
        String plain = ESCAPES.matcher(regex).replaceAll(" ");
        for (String word : NO_WORD.split(plain)) {
            if (word.length() >= 3) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    private static int score(String line, List<String> words) {
        String lower = line.toLowerCase(Locale.ROOT);
        return words.stream().filter(lower::contains).mapToInt(String::length).sum();
    }

    private static String shown(String line) {
        String bare = line.strip();
        return bare.length() <= SHOWN ? bare : bare.substring(0, SHOWN) + "...";
    }
}
