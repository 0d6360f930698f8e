package io.pergola.testkit;

import io.pergola.model.Value;
import io.pergola.results.BuiltIn;
import io.pergola.spi.ResultParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** Pergola's own parsers keep to the contract of those that jars bring. */
class BuiltInParsersTest {

    private static final String TABLE = "op,size,bw\nwrite,4096,1.5\nread,4096,2.5\n";

    @Nested
    class Regex extends ResultParserContract {

        @Override
        protected ResultParser parser() {
            return new BuiltIn("regex");
        }

        @Override
        protected Map<String, List<String>> options() {
            return Map.of("regex", List.of("triad: (\\S+)"));
        }

        @Override
        protected String text() {
            return "copy: 1\ntriad: 12.5\n";
        }

        @Override
        protected Value found() {
            return Value.of(12.5);
        }
    }

    @Nested
    class Table extends ResultParserContract {

        @Override
        protected ResultParser parser() {
            return new BuiltIn("table");
        }

        @Override
        protected Map<String, List<String>> options() {
            return Map.of(
                    "col_names", List.of("bw"), "delimiter_re", List.of("="), "row_ignore_re", List.of("^nothing"));
        }

        @Override
        protected String text() {
            return "read=2\n";
        }

        @Override
        protected Value found() {
            return Value.of(Map.of("read", Value.of(Map.of("bw", Value.of(2)))));
        }
    }

    @Nested
    class Json extends ResultParserContract {

        @Override
        protected ResultParser parser() {
            return new BuiltIn("json");
        }

        @Override
        protected String text() {
            return "{\"read\":\n  {\"bw\": 12}}\n";
        }

        @Override
        protected Value found() {
            return Value.of(Map.of("read", Value.of(Map.of("bw", Value.of(12)))));
        }

        @Override
        protected boolean streams() {
            return false;
        }
    }

    @Nested
    class JsonPath extends ResultParserContract {

        @Override
        protected ResultParser parser() {
            return new BuiltIn("jsonpath");
        }

        @Override
        protected Map<String, List<String>> options() {
            return Map.of("path", List.of("$.jobs[?@.name == 'seq'].bw"));
        }

        @Override
        protected String text() {
            return "{\"jobs\": [{\"name\": \"rand\", \"bw\": 3},\n  {\"name\": \"seq\", \"bw\": 12}]}\n";
        }

        @Override
        protected Value found() {
            return Value.of(12);
        }

        @Override
        protected boolean streams() {
            return false;
        }
    }

    @Nested
    class Csv extends ResultParserContract {

        @Override
        protected ResultParser parser() {
            return new BuiltIn("csv");
        }

        @Override
        protected Map<String, List<String>> options() {
            return Map.of("column", List.of("bw"), "where", List.of("op == \"read\""));
        }

        @Override
        protected String text() {
            return TABLE;
        }

        @Override
        protected Value found() {
            return Value.of(2.5);
        }
    }

    @Nested
    class Xml extends ResultParserContract {

        @Override
        protected ResultParser parser() {
            return new BuiltIn("xml");
        }

        @Override
        protected Map<String, List<String>> options() {
            return Map.of("xpath", List.of("//test[@name='seq']/bw"));
        }

        @Override
        protected String text() {
            return "<?xml version=\"1.0\"?>\n<tests>\n  <test name=\"seq\"><bw> 12 </bw></test>\n</tests>\n";
        }

        @Override
        protected Value found() {
            return Value.of(12);
        }

        @Override
        protected boolean streams() {
            return false;
        }
    }
}
