package io.pergola.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the command lines of Pergola on a page: in blocks of code, and between backquotes. */
final class DocumentedCommands {

    private static final Pattern FENCE = Pattern.compile("\\s*`{3,}(\\w*).*");
    private static final Pattern SPAN = Pattern.compile("`((?:[\\w./~-]*/)?pergola [^`]+)`");
    private static final Pattern START = Pattern.compile("(?<![\\w./~:-])(?:[\\w./~-]*/)?pergola +(?=\\S)");
    private static final String CONSOLE = "console";

    /** Languages of blocks in which the word may stand for anything. */
    private static final Set<String> CODE = Set.of("java", "xml", "json", "sql", "ini", "toml");

    private final String page;
    private final List<Found> found = new ArrayList<>();

    /** A command line at its place: what comes after the name of the program. */
    record Found(String page, int line, List<String> words) {

        @Override
        public String toString() {
            return page + ":" + line + ": pergola " + String.join(" ", words);
        }
    }

    private DocumentedCommands(String page) {
        this.page = page;
    }

    static List<Found> on(String page, String text) {
        var commands = new DocumentedCommands(page);
        commands.read(text.lines().toList());
        return commands.found;
    }

    private void read(List<String> lines) {
        String block = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher fence = FENCE.matcher(line);
            if (fence.matches()) {
                block = block == null ? fence.group(1) : null;
            } else if (block == null) {
                for (MatchResult span : SPAN.matcher(line).results().toList()) {
                    add(i + 1, span.group(1), false);
                }
            } else if (block.equals(CONSOLE) ? line.startsWith("$ ") : !CODE.contains(block) && !comment(line)) {
                add(i + 1, line, !block.equals(CONSOLE));
            }
        }
    }

    private static boolean comment(String line) {
        return line.stripLeading().startsWith("#");
    }

    private void add(int number, String line, boolean columns) {
        for (MatchResult start : START.matcher(line).results().toList()) {
            char before = start.start() == 0 ? ' ' : line.charAt(start.start() - 1);
            List<String> words = new DocumentedWords(line.substring(start.end()), before, columns).read();
            found.add(new Found(page, number, words));
        }
    }
}
