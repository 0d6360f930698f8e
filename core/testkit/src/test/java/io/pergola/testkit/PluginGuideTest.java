package io.pergola.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The guide for plugin authors shows no code that is not in the project that is built and tested. */
class PluginGuideTest {

    private static final Path DOCS = Path.of(System.getProperty("pergola.root"), "docs");
    private static final Path PROJECT = DOCS.resolve("examples/site-scheduler");
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^(?:<!-- from: (\\S+?)(?:, (\\w+))? -->\\n)?```(\\w*)\\n((?s:.*?))^```$");
    private static final Pattern REGION = Pattern.compile("region: (\\w+)");

    /** What stands between the fences, and the file and region it is said to come from; those are empty if nothing is said. */
    private record Block(String file, String region, String language, String code) {}

    private static List<Block> blocks() throws IOException {
        var blocks = new ArrayList<Block>();
        Matcher matcher = BLOCK.matcher(Files.readString(DOCS.resolve("plugins.md")));
        while (matcher.find()) {
            blocks.add(new Block(text(matcher, 1), text(matcher, 2), text(matcher, 3), text(matcher, 4)));
        }
        return blocks;
    }

    private static String text(Matcher matcher, int group) {
        String text = matcher.group(group);
        return text == null ? "" : text;
    }

    @TestFactory
    Stream<DynamicTest> everyBlockOfCodeIsInTheProject() throws IOException {
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

    @Test
    void everyRegionOfTheProjectIsShown() throws IOException {
        var shown = new TreeSet<String>();
        blocks().forEach(block -> shown.add(block.file() + " " + block.region()));
        var marked = new TreeSet<String>();
        for (Path file : files()) {
            Matcher matcher = REGION.matcher(Files.readString(file));
            while (matcher.find()) {
                marked.add(DOCS.relativize(file) + " " + matcher.group(1));
            }
        }
        marked.removeAll(shown);
        assertEquals(new TreeSet<>(), marked);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !PROJECT.relativize(file).startsWith("target"))
                    .toList();
        }
    }

    @Test
    void itHasEnoughBlocksToBeWorthReading() throws IOException {
        assertTrue(blocks().size() >= 10, "the pattern finds the blocks");
    }
}
