package io.pergola.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A page of docs/ whose code is taken from files that are built and tested. */
record Guide(String page) {

    static final Path DOCS = Path.of(System.getProperty("pergola.root"), "docs");

    private static final Pattern BLOCK =
            Pattern.compile("(?m)^(?:<!-- from: (\\S+?)(?:, (\\w+))? -->\\n)?```(\\w*)\\n((?s:.*?))^```$");

    /** What stands between the fences, and the file and region it is said to come from; those are empty if nothing is said. */
    record Block(String file, String region, String language, String code) {}

    List<Block> blocks() throws IOException {
        var blocks = new ArrayList<Block>();
        Matcher matcher = BLOCK.matcher(Files.readString(DOCS.resolve(page)));
        while (matcher.find()) {
            blocks.add(new Block(text(matcher, 1), text(matcher, 2), text(matcher, 3), text(matcher, 4)));
        }
        return blocks;
    }

    private static String text(Matcher matcher, int group) {
        String text = matcher.group(group);
        return text == null ? "" : text;
    }

    /** A test for each block that is no console. */
    Stream<DynamicTest> everyBlockIsInItsFile() throws IOException {
        return blocks().stream()
                .filter(block -> !block.language().equals("console"))
                .map(block -> DynamicTest.dynamicTest(
                        block.file() + " " + block.region(), () -> assertEquals(source(block), block.code())));
    }

    private static String source(Block block) throws IOException {
        assertTrue(!block.file().isEmpty(), "A block does not say where it comes from:\n" + block.code());
        List<String> lines = Files.readAllLines(DOCS.resolve(block.file()));
        return (block.region().isEmpty() ? String.join("\n", lines) : region(lines, block.region())) + "\n";
    }

    private static String region(List<String> lines, String name) {
        int start = indexOf(lines, 0, "region: " + name);
        int end = indexOf(lines, start, "end region");
        return String.join("\n", lines.subList(start + 1, end)).stripIndent();
    }

    private static int indexOf(List<String> lines, int from, String mark) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).matches("\\s*(//|<!--) " + mark + "( -->)?")) {
                return i;
            }
        }
        throw new AssertionError("There is no '" + mark + "'");
    }
}
