package io.pergola.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.pergola.config.ParserOptions;
import io.pergola.config.SchedulerOptions;
import io.pergola.model.Value;
import io.pergola.spi.OptionKey;
import io.pergola.spi.ResultParserInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemasTest {

    private static final Path SHIPPED = Path.of(System.getProperty("pergola.root", "../.."), "config", "schemas");

    /** What stands behind these names, one within the other. */
    private static Value at(Value value, String... names) {
        Value at = value;
        for (String name : names) {
            assertTrue(
                    at instanceof Value.Entries(var entries) && entries.containsKey(name),
                    name + " is missing in " + at);
            at = ((Value.Entries) at).values().getOrDefault(name, Value.NULL);
        }
        return at;
    }

    /** {@code -Dgolden.renew=true} writes the files anew; the change is read in review. */
    @ParameterizedTest
    @EnumSource
    void theFilesThatShipAreCurrent(SchemaKind kind) throws IOException {
        Path file = SHIPPED.resolve(kind.fileName());
        String text = Schemas.shipped().text(kind);
        if (Boolean.getBoolean("golden.renew")) {
            Files.createDirectories(SHIPPED);
            Files.writeString(file, text);
        }
        assertEquals(text, Files.readString(file));
    }

    @Test
    void nothingElseShips() throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            assertEquals(
                    Stream.of(SchemaKind.values())
                            .map(SchemaKind::fileName)
                            .sorted()
                            .toList(),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachIsASchemaByItsOwnRules(SchemaKind kind) {
        var rules = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(SchemaLocation.of("http://json-schema.org/draft-07/schema#"));
        assertEquals(List.of(), rules.validate(Schemas.shipped().text(kind), InputFormat.JSON));
        assertFalse(rules.validate("{\"type\": \"thing\"}", InputFormat.JSON).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyIsExplained(SchemaKind kind) {
        List<String> mute = new ArrayList<>();
        int keys = explained("", Schemas.shipped().schema(kind), mute);
        assertEquals(List.of(), mute);
        assertTrue(keys > 10, () -> "only " + keys);
    }

    private static int explained(String path, Value schema, List<String> mute) {
        if (!(schema instanceof Value.Entries(var entries))) {
            return 0;
        }
        int keys = 0;
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
            String below = path + "/" + entry.getKey();
            if (path.endsWith("/properties")) {
                keys++;
                if (!(at(entry.getValue(), "description") instanceof Value.Text(String text)) || text.isBlank()) {
                    mute.add(below);
                }
            }
            keys += explained(below, entry.getValue(), mute);
        }
        return keys;
    }

    @Test
    void aSitesSchedulerHasItsSectionAndIsOffered() {
        var colour = new OptionKey("colour", OptionKey.Type.TEXT, List.of("green"), "Its colour");
        var schemas = new Schemas(
                name -> name.equals("easel") ? List.of(colour) : List.of(),
                List.of("raw", "easel"),
                ParserOptions.none());
        Value properties = at(schemas.schema(SchemaKind.LAYER), "properties");
        Value option = at(properties, "schedule", "properties", "easel", "properties", "colour");
        assertEquals(Value.of("Its colour (default: green)"), at(option, "description"));
        assertEquals(Value.ofTexts(List.of("easel", "raw")), at(properties, "scheduler", "examples"));
    }

    private record OneParser(ResultParserInfo info) implements ParserOptions {

        @Override
        public Optional<ResultParserInfo> parser(String name) {
            return name.equals(info.name()) ? Optional.of(info) : Optional.empty();
        }

        @Override
        public List<String> names() {
            return List.of(info.name());
        }
    }

    @Test
    void aSitesParserHasItsSectionWithWhatAllParsersHave() {
        var strict = new OptionKey("strict", OptionKey.Type.BOOL, List.of("false"), "Whether it is strict");
        var parser = new OneParser(new ResultParserInfo("timings", "Times of phases", List.of(strict)));
        var schemas = new Schemas(SchedulerOptions.none(), List.of(), parser);
        Value timings = at(schemas.schema(SchemaKind.LAYER), "properties", "result_parse", "properties", "timings");
        assertEquals(Value.of("Times of phases"), at(timings, "description"));
        Value keys = ((Value.Entries) at(timings, "patternProperties"))
                .values()
                .values()
                .iterator()
                .next();
        assertEquals(
                Value.of("Whether it is strict (default: false)"), at(keys, "properties", "strict", "description"));
        assertEquals(
                at(keys, "properties", "match_select", "examples"),
                Value.ofTexts(List.of("first", "last", "all", "uniq")));
    }

    @Test
    void wordsAreOfferedAndDefaultsToldAsPeopleWriteThem() {
        Value properties = at(Schemas.shipped().schema(SchemaKind.LAYER), "properties");
        Value schedule = at(properties, "schedule", "properties");
        assertEquals(
                Value.of("seconds without output after which the run is ended; empty for none (default: 300)"),
                at(properties, "run", "properties", "timeout", "description"));
        assertEquals(Value.ofTexts(List.of("up", "available")), at(schedule, "node_state", "examples"));
        assertEquals(
                new Value.Items(List.of(Value.of(true), Value.of(false), Value.of("max"))),
                at(schedule, "share_allocation", "examples"));
    }
}
