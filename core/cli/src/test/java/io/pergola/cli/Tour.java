package io.pergola.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page that is followed from top to bottom in one shell: files that the user writes, commands, and what these print. A file
 * that is named again grows.
 */
record Tour(String folder, List<Step> steps) {

    private static final Pattern BLOCK =
            Pattern.compile("^```(?:yaml file=(\\S+)|console)\n([\\s\\S]*?)^```$", Pattern.MULTILINE);
    private static final String ANYTHING = "...";

    /** Something that the reader does. */
    sealed interface Step {}

    /** Adds the text to the file. */
    record Write(String file, String text) implements Step {}

    /** Types the command; each of the lines must then be among those that it prints. */
    record Type(String command, List<String> lines) implements Step {

        /** The lines that {@code printed} lacks. Any number of blanks is as good as one; {@code ...} stands for anything. */
        List<String> missing(String printed) {
            List<String> real = printed.lines().map(Tour::blanks).toList();
            return lines.stream()
                    .filter(line -> {
                        Pattern pattern = pattern(line);
                        return real.stream()
                                .noneMatch(each -> pattern.matcher(each).matches());
                    })
                    .toList();
        }

        private static Pattern pattern(String line) {
            return Pattern.compile(Pattern.compile(ANYTHING, Pattern.LITERAL)
                    .splitAsStream(blanks(line) + "\n")
                    .map(part -> Pattern.quote(part.stripTrailing()))
                    .collect(Collectors.joining(".*")));
        }
    }

    private static String blanks(String line) {
        return line.replaceAll(" +", " ").stripTrailing();
    }

    /** @param folder the directory that the page has its files in, as the shell names it */
    static Tour read(String page, String folder) throws IOException {
        return new Tour(folder, steps(Guide.read(page).text()));
    }

    static List<Step> steps(String text) {
        List<Step> steps = new ArrayList<>();
        for (MatchResult block : BLOCK.matcher(text).results().toList()) {
            if (block.group(1) == null) {
                typed(block.group(2).lines().toList(), steps);
            } else {
                steps.add(new Write(block.group(1), block.group(2)));
            }
        }
        return steps;
    }

    private static void typed(List<String> lines, List<Step> steps) {
        for (String line : lines) {
            if (line.startsWith("$ ")) {
                steps.add(new Type(line.substring(2), new ArrayList<>()));
            } else if (!line.equals(ANYTHING)) {
                ((Type) steps.getLast()).lines().add(line);
            }
        }
    }

    /** One script of all steps. What step N prints goes to {@code N.out}, its exit code to {@code N.code}. */
    String script(Path records) throws IOException {
        var script = new StringBuilder("last=0\n");
        for (int i = 0; i < steps.size(); i++) {
            switch (steps.get(i)) {
                case Write write -> {
                    Path text = Files.writeString(records.resolve(i + ".text"), write.text());
                    script.append("cat '%s' >> %s/%s\n".formatted(text, folder, write.file()));
                }
                case Type type -> {
                    Path record = records.resolve(Integer.toString(i));
                    // The subshell gives $? the value that it had where the reader types.
                    script.append("{ (exit $last)\n%s\n} > '%s.out' 2>&1\nlast=$?; echo $last > '%s.code'\n"
                            .formatted(type.command(), record, record));
                }
            }
        }
        return script.toString();
    }

    /** Whether the page tells the exit code of that step; if not, it must be 0. */
    boolean tellsCode(int step) {
        return step + 1 < steps.size()
                && steps.get(step + 1) instanceof Type next
                && next.command().equals("echo $?");
    }
}
