package io.pergola.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCommandTest {

    private CliSite site;

    @BeforeEach
    void makeSite(@TempDir Path folder) throws IOException {
        site = new CliSite(folder);
    }

    @Test
    void printsTheSchemaOfSuitesIfNothingElseIsSaid() {
        CliSite.Outcome outcome = site.run("schema");
        assertEquals(new CliSite.Outcome(0, outcome.out(), ""), outcome);
        assertTrue(outcome.out().startsWith("{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\""));
        assertEquals(outcome, site.run("schema", "suite"));
    }

    @Test
    void printsEachKind() {
        for (String kind : List.of("suite", "layer", "series", "site")) {
            String out = site.run("schema", kind).out();
            assertTrue(Json.write(Json.read(out)).contains("\"title\":\"Pergola " + kind + "\""), out);
        }
    }

    @Test
    void anUnknownKindGetsAllThereAre() {
        assertEquals(new CliSite.Outcome(2, "", """
                        error: there is no schema for 'suites'
                          help: There are: suite, layer, series, references, site
                        """), site.run("schema", "suites"));
    }

    @Test
    void writesAllIntoADirectoryThatItMakes() throws IOException {
        CliSite.Outcome outcome = site.run("schema", "--write", "a/b");
        assertEquals(0, outcome.code(), outcome.err());
        Path folder = site.path("a/b");
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    files.map(Path::toString).sorted().toList(),
                    outcome.out().lines().sorted().toList());
        }
        assertEquals(
                site.run("schema", "series").out(), Files.readString(folder.resolve("pergola-series.schema.json")));
        assertEquals(0, site.run("schema", "-w", "a/b").code(), "again, over the older ones");
    }

    @Test
    void whereItCannotWriteItSaysWhy() throws IOException {
        Files.writeString(site.path("file"), "");
        CliSite.Outcome outcome = site.run("schema", "--write", "file");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("this is no directory"), outcome.err());
        outcome = site.run("schema", "--write", "file/below");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().startsWith("error: cannot write schemas into"), outcome.err());
    }
}
