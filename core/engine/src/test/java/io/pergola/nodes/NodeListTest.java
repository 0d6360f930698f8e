package io.pergola.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.NodeList;
import io.pergola.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Node lists stand here and not beside the class because the corpus and the reader of JSON are here. */
class NodeListTest {

    private static List<String> names(String list) {
        return assertInstanceOf(NodeList.Names.class, NodeList.parse(list)).names();
    }

    @Nested
    class Corpus {

        /** Lists that we read differently, each with the reason. */
        private static final Map<String, List<String>> EXCEPTIONS = Map.of(
                // quirks: no batch system has names with blanks at their ends, and a user who writes them means none
                " n1 ", List.of("n1"),
                "n1, n2", List.of("n1", "n2"));

        @Test
        void every_list_is_read_and_written_as_the_corpus_expects() throws IOException {
            int cases = 0;
            try (InputStream input = Files.newInputStream(Path.of("src/test/resources/conformance/chunks.json"))) {
                @Nullable Value lists = ((Value.Entries) Json.read(input)).values().get("nodelists");
                for (Value item : items(lists)) {
                    check(((Value.Entries) item).values());
                    cases++;
                }
            }
            assertEquals(55, cases);
        }

        private void check(Map<String, Value> item) {
            String kind = text(item.get("kind"));
            if (kind.equals("compress")) {
                assertEquals(text(item.get("out")), NodeList.compress(texts(item.get("in"))));
                return;
            }
            String in = text(item.get("in"));
            NodeList found = kind.equals("slurm") ? NodeList.parseStrict(in) : NodeList.parse(in);
            if (item.containsKey("error")) {
                assertInstanceOf(NodeList.Malformed.class, found, in);
            } else {
                List<String> expected = EXCEPTIONS.getOrDefault(in, texts(item.get("out")));
                assertEquals(new NodeList.Names(expected), found, in);
            }
        }

        private static String text(@Nullable Value value) {
            return ((Value.Text) Objects.requireNonNull(value)).value();
        }

        private static List<Value> items(@Nullable Value value) {
            return ((Value.Items) Objects.requireNonNull(value)).values();
        }

        private static List<String> texts(@Nullable Value value) {
            return items(value).stream().map(Corpus::text).toList();
        }
    }

    @Nested
    class Reading {

        @Test
        void two_brackets_give_every_pair() {
            List<String> names = names("r[1-2]n[01-16]");
            assertEquals(32, names.size());
            assertEquals("r1n01", names.getFirst());
            assertEquals("r2n16", names.getLast());
        }

        @Test
        void an_error_tells_the_character_and_how_to_mend_it() {
            var wrong = assertInstanceOf(NodeList.Malformed.class, NodeList.parse("n1,m[3-1]"));
            assertEquals(6, wrong.column());
            assertEquals(
                    "'n1,m[3-1]' is not a list of nodes: the range '3-1' runs backwards, at character 6",
                    wrong.problem().what());
            assertEquals(
                    "write the smaller number first", wrong.problem().help().orElseThrow());
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                        n[1-     | 2 | '[' without ']'
                        n1-3]    | 5 | ']' without '['
                        n[[1-2]] | 3 | brackets may not nest
                        n[1,x]   | 5 | 'x' is not a number or a range
                        n[]      | 3 | '' is not a number or a range
                        a,n 1    | 4 | there is a blank in a name
                        a,n[٣]   | 5 | '٣' is not a number or a range
                        """)
        void what_is_wrong_is_said_where_it_is_wrong(String list, int column, String what) {
            var wrong = assertInstanceOf(NodeList.Malformed.class, NodeList.parse(list.strip()));
            assertEquals(column, wrong.column());
            assertTrue(wrong.what().contains(what.strip()), wrong.what());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "n[0-9999999999]",
                    "n[0-99999999999999999999]",
                    "n[1-1000]m[1-1000]k[1-2]",
                    "n[1-999999],m[1-2]",
                    "n[0-999999999999999999]m[0-999999999999999999]m[0-999999999999999999]"
                })
        void more_names_than_a_machine_can_have_are_refused_before_they_are_made(String list) {
            assertInstanceOf(NodeList.Malformed.class, NodeList.parse(list));
        }

        @Test
        void a_million_names_are_read() {
            assertEquals(1_000_000, names("n[1-1000]m[0001-1000]").size());
        }

        @Test
        void blanks_inside_brackets_do_not_matter() {
            assertEquals(List.of("n1", "n3"), names("n[1, 3]"));
        }
    }

    @Nested
    class Writing {

        @Test
        void what_was_written_is_read_as_the_same_names() {
            var random = new Random(7);
            List<String> fronts = List.of("n", "node-", "r1n", "r2n", "", "x1-", "n0");
            for (int round = 0; round < 500; round++) {
                var names = new TreeSet<String>();
                for (int i = 0; i < 1 + random.nextInt(40); i++) {
                    String front = fronts.get(random.nextInt(fronts.size()));
                    names.add(front + String.format("%0" + (1 + random.nextInt(3)) + "d", random.nextInt(30)));
                }
                names.add("n1-ib");
                List<String> shuffled = new ArrayList<>(names);
                Collections.shuffle(shuffled, random);
                String list = NodeList.compress(shuffled);
                assertEquals(names, new TreeSet<>(names(list)), list);
            }
        }

        @Test
        void a_whole_machine_is_one_range_in_any_order() {
            List<String> names = new ArrayList<>(IntStream.rangeClosed(1, 100_000)
                    .mapToObj(i -> String.format("n%06d", i))
                    .toList());
            Collections.shuffle(names, new Random(1));
            assertEquals("n[000001-100000]", NodeList.compress(names));
        }

        @Test
        void only_a_number_at_the_end_is_put_in_brackets() {
            assertEquals("n1-ib,n2-ib", NodeList.compress(List.of("n2-ib", "n1-ib")));
        }

        @Test
        void numbers_longer_than_any_machine_number_keep_every_digit() {
            String long1 = "n12345678901234567890123";
            String long2 = "n12345678901234567890124";
            assertEquals("n12345[678901234567890123-678901234567890124]", NodeList.compress(List.of(long1, long2)));
        }
    }
}
