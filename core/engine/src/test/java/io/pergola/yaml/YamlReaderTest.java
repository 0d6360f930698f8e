package io.pergola.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

    private static YamlNode.Scalar scalar(String yaml) {
        YamlFile file = YamlReader.read("t.yaml", yaml);
        assertFalse(file.broken(), () -> file.problems().toString());
        return (YamlNode.Scalar)
                ((YamlNode.Mapping) file.root().orElseThrow()).find("k").orElseThrow();
    }

    private static Problem problem(String yaml) {
        List<Problem> problems = YamlReader.read("t.yaml", yaml).problems();
        assertEquals(1, problems.size(), problems::toString);
        return problems.getFirst();
    }

    @Nested
    class Scalars {

        @ParameterizedTest
        @ValueSource(strings = {"010", "0x1F", "1_000", "12:30:45", "3.10", ".inf", "1e3", "2024-06-10", "y", "a b"})
        void plain_ones_stay_as_they_are_written(String text) {
            assertEquals(text, scalar("k: " + text).text());
        }

        @ParameterizedTest
        @ValueSource(strings = {"yes", "On", "TRUE", "true"})
        void true_words_become_true(String word) {
            assertEquals("True", scalar("k: " + word).text());
            assertEquals(word, scalar("k: '" + word + "'").text());
        }

        @ParameterizedTest
        @ValueSource(strings = {"no", "Off", "FALSE", "false"})
        void false_words_become_false(String word) {
            assertEquals("False", scalar("k: " + word).text());
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "~", "null"})
        void nothing_is_null(String word) {
            assertNull(scalar("k: " + word).text());
        }

        @Test
        void keys_keep_their_letters() {
            YamlFile file = YamlReader.read("t.yaml", "on: 1\nyes: 2\n10: 3\n");
            YamlNode.Mapping mapping = (YamlNode.Mapping) file.root().orElseThrow();
            assertEquals(
                    List.of("on", "yes", "10"),
                    mapping.entries().stream().map(YamlNode.Entry::name).toList());
        }
    }

    @Nested
    class Places {

        private static String place(String yaml, String part) {
            YamlNode.Scalar scalar = scalar(yaml);
            return scalar.placeOf(scalar.value().orElseThrow().indexOf(part)).toString();
        }

        @Test
        void of_plain_texts_on_one_and_several_lines() {
            assertEquals("t.yaml:1:8", place("k: one {x}\n", "{x}"));
            assertEquals("t.yaml:2:5", place("k: one\n    {x} two\n", "{x}"));
        }

        @Test
        void of_quoted_texts_with_escapes() {
            assertEquals("t.yaml:1:11", place("k: 'it''s {x}'\n", "{x}"));
            assertEquals("t.yaml:1:15", place("k: \"a\\tb\\u00e9{x}\"\n", "{x}"));
        }

        @Test
        void of_double_quoted_texts_over_lines() {
            assertEquals("t.yaml:2:5", place("k: \"a\n  b {x}\"\n", "{x}"));
            assertEquals("t.yaml:2:3", place("k: \"a\\\n  {x}\"\n", "{x}"));
        }

        @Test
        void of_literal_blocks() {
            assertEquals("t.yaml:3:10", place("k: |\n  first\n  second {x}\n", "{x}"));
            assertEquals("t.yaml:4:4", place("k: |-\n  first\n\n   {x}\n", "{x}"));
        }

        @Test
        void of_folded_blocks() {
            assertEquals("t.yaml:4:5", place("k: >\n  first\n  second\n  a {x}\n", "{x}"));
        }

        @Test
        void count_characters_and_not_bytes() {
            assertEquals("t.yaml:1:8", place("k: \uD83D\uDE00\u00e9 {x}\n", "{x}"));
        }

        @Test
        void survive_line_ends_of_windows() {
            assertEquals("t.yaml:3:5", place("k: |\r\n  first\r\n  a {x}\r\n", "{x}"));
        }
    }

    @Nested
    class Structure {

        @Test
        void a_key_that_stands_twice_is_named_with_both_places() {
            Problem problem = problem("a:\n  b: 1\n  b: 2\n");
            assertEquals("t.yaml:3:3: error: the key 'b' stands here twice in the same mapping", problem.toString());
            assertEquals(
                    "The first is in line 2, column 3; keep one of them",
                    problem.help().orElseThrow());
            assertEquals("  b: 2", problem.line().orElseThrow());
        }

        @Test
        void merged_keys_give_way_to_written_ones() {
            YamlFile file = YamlReader.read("t.yaml", "a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: {y: 4, <<: [*a]}\n");
            YamlNode.Mapping top = (YamlNode.Mapping) file.root().orElseThrow();
            YamlNode.Mapping b = (YamlNode.Mapping) top.find("b").orElseThrow();
            assertEquals("3", ((YamlNode.Scalar) b.find("y").orElseThrow()).text());
            assertEquals("1", ((YamlNode.Scalar) b.find("x").orElseThrow()).text());
            YamlNode.Mapping c = (YamlNode.Mapping) top.find("c").orElseThrow();
            assertEquals("4", ((YamlNode.Scalar) c.find("y").orElseThrow()).text());
        }

        @Test
        void a_second_document_is_refused() {
            assertTrue(problem("a: 1\n---\nb: 2\n").what().contains("more than one document"));
        }

        @Test
        void an_empty_file_has_no_root() {
            assertTrue(YamlReader.read("t.yaml", "# nothing\n").root().isEmpty());
        }
    }

    @Nested
    class Bounds {

        @Test
        void a_bomb_of_aliases_is_refused() {
            var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
            for (int i = 1; i < 12; i++) {
                bomb.append("a").append(i).append(": &a").append(i).append(" [");
                bomb.append(("*a" + (i - 1) + ", ").repeat(9))
                        .append("*a")
                        .append(i - 1)
                        .append("]\n");
            }
            assertTrue(problem(bomb.toString()).what().contains("aliases"));
        }

        @Test
        void deep_nesting_is_refused() {
            assertEquals(
                    "nested deeper than 100 levels", problem("[".repeat(10_000)).what());
        }

        @Test
        void an_alias_inside_its_own_anchor_is_refused() {
            assertTrue(problem("a: &a [*a]\n").what().contains("inside the value that it names"));
        }

        @Test
        void a_file_over_the_limit_is_refused(@TempDir Path dir) throws IOException {
            Path file = dir.resolve("big.yaml");
            Files.write(file, new byte[YamlReader.MAX_BYTES + 1]);
            assertEquals(
                    "the file '" + file + "' is larger than 32 MiB",
                    YamlReader.read(file).problems().getFirst().what());
        }

        @Test
        void broken_utf_8_is_told_with_its_place(@TempDir Path dir) throws IOException {
            Path file = dir.resolve("latin.yaml");
            Files.write(file, "a: 1\nb: gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1));
            Problem problem = YamlReader.read(file, "latin.yaml").problems().getFirst();
            assertEquals("latin.yaml:2:6: error: the file is not UTF-8: byte 0xFC at offset 10", problem.toString());
        }

        @Test
        void tabs_are_told_with_the_mend() {
            Problem problem = problem("a:\n\tb: 1\n");
            assertEquals(2, problem.place().orElseThrow().line());
            assertEquals(
                    "Indent with blanks; YAML takes no tabs there",
                    problem.help().orElseThrow());
        }

        @Test
        void a_file_that_is_not_there_is_a_problem(@TempDir Path dir) {
            Path file = dir.resolve("none.yaml");
            assertTrue(YamlReader.read(file).problems().getFirst().what().contains("there is no such file"));
            assertTrue(YamlReader.read(dir).broken());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "a: [1, 2",
                    "a: {b",
                    "a: 'x",
                    "a: \"x\\q\"",
                    "? [a]\n: b",
                    "a: *b",
                    "%YAML 9.9\n---\na: 1",
                    "a: \u0007",
                    "- a\nb: c"
                })
        void broken_text_is_one_problem_with_a_place(String text) {
            YamlFile file = YamlReader.read("t.yaml", text);
            assertTrue(file.broken());
            assertTrue(file.problems().getFirst().place().isPresent());
        }
    }
}
