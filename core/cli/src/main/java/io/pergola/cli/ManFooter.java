package io.pergola.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text below a command's help, parted for its manual page.
 *
 * @param prose what belongs to the description
 * @param examples the lines below 'Examples:'
 */
record ManFooter(List<String> prose, List<String> examples) {

    private static final Set<String> EXAMPLES = Set.of("Examples:", "Example:", "Start here:");
    /** The manual page has a section of its own for them. */
    private static final String EXIT_CODES = "Exit codes:";

    private static final Pattern EXPLAINED = Pattern.compile("(.*?\\S)\\s{2,}(\\S.*)");
    /** A line that begins further right goes on with the explanation of the line above. */
    private static final Pattern GOES_ON = Pattern.compile("\\s{8,}\\S.*");

    static ManFooter of(List<String> lines) {
        List<String> prose = new ArrayList<>();
        List<String> examples = new ArrayList<>();
        boolean inExamples = false;
        for (String line : lines) {
            if (line.startsWith(EXIT_CODES)) {
                break;
            }
            if (EXAMPLES.contains(line)) {
                inExamples = true;
                continue;
            }
            inExamples &= line.isBlank() || line.startsWith(" ");
            (inExamples ? examples : prose).add(line);
        }
        return new ManFooter(prose, examples);
    }

    /** Writes lines as they stand in a footer: text to the left, indented lines with an explanation after two blanks. */
    static void write(Roff page, List<String> lines) {
        boolean apart = true;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank()) {
                apart = true;
            } else if (line.startsWith(" ")) {
                List<String> more = lines.subList(i + 1, lines.size()).stream()
                        .takeWhile(next -> GOES_ON.matcher(next).matches())
                        .toList();
                item(page, line.strip(), more);
                i += more.size();
                apart = true;
            } else {
                if (apart) {
                    page.macro("PP");
                }
                page.text(line);
                apart = false;
            }
        }
    }

    private static void item(Roff page, String line, List<String> more) {
        List<String> meaning = new ArrayList<>();
        Matcher explained = EXPLAINED.matcher(line);
        boolean parted = explained.matches();
        if (parted) {
            meaning.add(explained.group(2));
        }
        meaning.addAll(more);
        page.term(Roff.bold(parted ? explained.group(1) : line), meaning);
    }
}
