package io.pergola.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final Guide GUIDE = new Guide("plugins.md");
    private static final Path PROJECT = Guide.DOCS.resolve("examples/site-scheduler");
    private static final Pattern REGION = Pattern.compile("region: (\\w+)");

    @TestFactory
    Stream<DynamicTest> everyBlockOfCodeIsInTheProject() throws IOException {
        return GUIDE.everyBlockIsInItsFile();
    }

    @Test
    void everyRegionOfTheProjectIsShown() throws IOException {
        var shown = new TreeSet<String>();
        GUIDE.blocks().forEach(block -> shown.add(block.file() + " " + block.region()));
        var marked = new TreeSet<String>();
        for (Path file : files()) {
            Matcher matcher = REGION.matcher(Files.readString(file));
            while (matcher.find()) {
                marked.add(Guide.DOCS.relativize(file) + " " + matcher.group(1));
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
        assertTrue(GUIDE.blocks().size() >= 10, "the pattern finds the blocks");
    }
}
