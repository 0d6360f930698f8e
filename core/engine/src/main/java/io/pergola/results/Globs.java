package io.pergola.results;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Finds files as a shell does: {@code *}, {@code ?}, {@code [abc]} and {@code [!abc]} within one part of a path, and no hidden
 * files unless the pattern begins with a dot.
 */
final class Globs {

    private Globs() {}

    /** What there is of that pattern, sorted; a pattern that is not absolute begins at {@code directory}. */
    static List<Path> find(Path directory, String glob) {
        List<Path> found = new ArrayList<>();
        found.add(glob.startsWith("/") ? Path.of("/") : directory);
        for (String part : glob.split("/")) {
            if (!part.isEmpty()) {
                found = step(found, part);
            }
        }
        return found.stream().filter(Files::exists).sorted().toList();
    }

    private static List<Path> step(List<Path> from, String part) {
        List<Path> next = new ArrayList<>();
        for (Path directory : from) {
            try {
                if (isLiteral(part)) {
                    next.add(directory.resolve(part).normalize());
                } else {
                    list(directory, part, next);
                }
            } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
                // What cannot be listed or be a name holds no files; the caller says that the pattern found none.
            }
        }
        return next;
    }

    private static boolean isLiteral(String part) {
        return part.chars().noneMatch(c -> c == '*' || c == '?' || c == '[');
    }

    private static void list(Path directory, String part, List<Path> next) throws IOException {
        Pattern pattern = pattern(part);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (name.startsWith(".") == part.startsWith(".")
                        && pattern.matcher(name).matches()) {
                    next.add(entry);
                }
            }
        }
    }

    /** A glob of one part as a regular expression for the whole name. */
    static Pattern pattern(String part) {
        var regex = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            int close = c == '[' ? part.indexOf(']', i + (part.startsWith("[!", i) ? 3 : 2)) : -1;
            if (close > 0) {
                regex.append(set(part.substring(i + 1, close)));
                i = close;
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return compile(regex.toString(), part);
    }

    private static String set(String inner) {
        boolean not = inner.startsWith("!");
        String members = (not ? inner.substring(1) : inner).replaceAll("([\\\\\\[\\]&^~|])", "\\\\$1");
        return "[" + (not ? "^" : "") + members + "]";
    }

    /** A set such as {@code [z-a]} has no members; the pattern then stands for its own text. */
    private static Pattern compile(String regex, String part) {
        try {
            return Pattern.compile(regex, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            return Pattern.compile(part, Pattern.LITERAL);
        }
    }
}
