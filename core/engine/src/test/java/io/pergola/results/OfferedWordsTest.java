package io.pergola.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pergola.config.Key;
import io.pergola.config.KeyType;
import io.pergola.config.SchedulerOptions;
import io.pergola.config.TestKeys;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The words that the table of keys has for editors are those that the parsers take. */
class OfferedWordsTest {

    private static final KeyType.Section PARSERS = (KeyType.Section) TestKeys.table(SchedulerOptions.none())
            .find("result_parse")
            .orElseThrow()
            .type();

    private static List<String> offered(String parser, String name) {
        var arguments = (KeyType.Free) PARSERS.find(parser).orElseThrow().type();
        return ((KeyType.Section) arguments.value()).find(name).orElseThrow().choices();
    }

    private static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Test
    void ofEveryParser() {
        for (Key parser : PARSERS.keys()) {
            assertEquals(words(PerFile.values()), offered(parser.name(), "per_file"));
            assertEquals(words(Action.values()), offered(parser.name(), "action"));
        }
    }

    @Test
    void ofTheCommand() {
        assertEquals(words(CommandParser.Output.values()), offered("command", "output_type"));
        assertEquals(words(CommandParser.Errors.values()), offered("command", "stderr_dest"));
    }
}
