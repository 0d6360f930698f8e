package io.pergola.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.pergola.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                " ",
                "yes",
                "No",
                "ON",
                "off",
                "true",
                "null",
                "~",
                "y",
                "010",
                "1_000",
                "12:30:45",
                "2024-01-02",
                "1e3",
                ".5",
                "-.inf",
                "0x1F",
                "a: b",
                "a #b",
                "# c",
                "- x",
                "'quoted'",
                "\"double\"",
                "{{x}}",
                "[a]",
                "&a",
                "*a",
                "!t",
                "%d",
                "@x",
                "`x",
                "two\nlines",
                "two\nlines\n",
                "\n",
                "\n\n x\n",
                "  indented\nless",
                "trailing \nx",
                "tab\there",
                "bell\u0007",
                "ümlaut",
                "snow \u2603",
                "emoji \ud83d\ude00",
                "nel\u0085x",
                "ls\u2028x",
                "cr\rx",
                "---",
                "...",
                "? x",
                ": x",
                "=",
                "<<",
                "a\\b",
                "very long text very long text very long text very long text very long text very long text very long text"
            })
    void everyTextReadsBackAsItself(String text) {
        var values = new LinkedHashMap<String, Value>();
        values.put("key", Value.of(text));
        values.put("list", Value.ofTexts(List.of(text, "last")));
        String yaml = YamlWriter.write(new Value.Entries(values));
        YamlFile file = YamlReader.read("test", yaml);
        assertEquals(List.of(), file.problems(), yaml);
        var mapping = assertInstanceOf(YamlNode.Mapping.class, file.node());
        assertEquals(text, scalar(mapping.find("key").orElseThrow()), yaml);
        var list =
                assertInstanceOf(YamlNode.Sequence.class, mapping.find("list").orElseThrow());
        assertEquals(text, scalar(list.items().getFirst()), yaml);
    }

    private static String scalar(YamlNode node) {
        return String.valueOf(assertInstanceOf(YamlNode.Scalar.class, node).text());
    }

    @Test
    void writesBlocksThatPeopleWouldWrite() {
        var run = new LinkedHashMap<String, Value>();
        run.put("cmds", Value.ofTexts(List.of("echo hi", "first\nsecond\n")));
        run.put("timeout", Value.of("60"));
        run.put("env", new Value.Entries(new LinkedHashMap<>()));
        run.put("none", Value.NULL);
        var test = new LinkedHashMap<String, Value>();
        test.put("scheduler", Value.of("local"));
        test.put("run", new Value.Entries(run));
        assertEquals("""
                scheduler: local
                run:
                  cmds:
                    - echo hi
                    - |
                      first
                      second
                  timeout: '60'
                  env: {}
                  none: null
                """, YamlWriter.write(new Value.Entries(test)));
    }
}
