package io.pergola.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parsers {@code jsonpath}, {@code xml} and {@code csv}, on what real programs wrote. */
class DocumentParsersTest {

    private final Path run;

    DocumentParsersTest(@TempDir Path run) throws IOException {
        this.run = run;
        Files.createDirectories(run.resolve("build"));
        for (String name : List.of(
                "fio_seqwrite.json",
                "lscpu.json",
                "iperf3_loopback.json",
                "lstopo.xml",
                "lscpu_p.txt",
                "sacct_P.txt")) {
            try (InputStream real = DocumentParsersTest.class.getResourceAsStream(name)) {
                Files.copy(
                        Objects.requireNonNull(real, name), run.resolve("build").resolve(name));
            }
        }
    }

    private Judgement judge(String parser, String arguments) {
        return Trees.judge(run, "", "result_parse: {" + parser + ": {x: {" + arguments + "}}}");
    }

    private String found(String parser, String file, String arguments) {
        Judgement judgement = judge(parser, "files: " + file + ", " + arguments);
        assertEquals(List.of(), judgement.errors());
        return Json.write(judgement.results().values().getOrDefault("x", Value.NULL));
    }

    /** Why there is nothing. */
    private String missed(String parser, String file, String arguments) {
        Judgement judgement = judge(parser, "files: " + file + ", " + arguments);
        assertEquals(Value.NULL, judgement.results().values().getOrDefault("x", Value.NULL));
        return judgement.trace().stream()
                .filter(line -> line.startsWith("    "))
                .map(String::strip)
                .findFirst()
                .orElse(String.join("; ", judgement.errors()));
    }

    private static String fault(String parser, String arguments) {
        List<Problem> problems = new ArrayList<>();
        Trees.plan("result_parse: {" + parser + ": {x: {" + arguments + "}}}", problems);
        return problems.stream()
                .map(problem -> problem.what()
                        + problem.help().map(help -> " [" + help + "]").orElse(""))
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(run.resolve("build").resolve(name), content);
    }

    @Nested
    class JsonPaths {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                fio_seqwrite.json    | path: '$.jobs[0].write.bw'                                   | 4096000
                fio_seqwrite.json    | path: "$.jobs[?@.jobname == 'seq'].write.bw", unit: KiB/s    | 4096000
                fio_seqwrite.json    | path: '$.jobs[*].*.bw', match_select: all                    | [0,4096000,0]
                fio_seqwrite.json    | path: '$.jobs[*].*.bw', match_select: last                   | 0
                fio_seqwrite.json    | path: '$.jobs[*].*.bw', match_select: 1                      | 4096000
                fio_seqwrite.json    | path: '$.jobs[*].*.bw', match_select: all, action: store_max | 4096000
                fio_seqwrite.json    | path: '$.fio version'.x                                      | ``
                lscpu.json           | path: "$.lscpu[?@.field == 'CPU(s):'].data"                  | 2
                lscpu.json           | path: "$.lscpu[?search(@.field, '^Model n')].data"           | "AMD EPYC"
                iperf3_loopback.json | path: '$.start.test_start.blksize'                           | 131072
                iperf3_loopback.json | path: '$.intervals[*].sum.seconds', match_select: all, action: count | 2
                """)
        void areFollowed(String file, String arguments, String expected) {
            if (expected.isEmpty()) {
                assertTrue(fault("jsonpath", "path: \"$.fio version\"").contains("at character 6"));
                return;
            }
            assertEquals(expected, found("jsonpath", file, arguments));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                path: '$.jobs[0].write.bwmean'     | $.jobs[0].write is there, but has no 'bwmean'. Did you mean bw_mean?
                path: '$.jobs[3].write'            | $.jobs is there, a list of 1, and nothing in it fits [3]
                path: "$.jobs[?@.jobname=='x'].read" | $.jobs is there, a list of 1, and nothing in it fits [?@.jobname=='x']
                path: '$.timestamp.day'            | $.timestamp is there, but it is a number
                path: '$.job'                      | $ is there, but has no 'job'. Did you mean jobs?
                """)
        void thatLeadNowhereSayHowFarTheyLead(String arguments, String expected) {
            assertEquals(expected, missed("jsonpath", "fio_seqwrite.json", arguments));
        }

        @Test
        void aReasonNamesFileAndLines() {
            Judgement judgement = Trees.judge(run, "", """
                    result_parse: {jsonpath: {bw: {files: fio_seqwrite.json, path: '$.jobs[0].writ.bw'}}}
                    result_evaluate: {result: 'bw > 1'}
                    """);
            assertEquals(
                    "bw: path '$.jobs[0].writ.bw' found nothing in 269 lines of fio_seqwrite.json; $.jobs[0] is there, but has no"
                            + " 'writ'. Did you mean write?",
                    judgement.reason());
        }

        @Test
        void aDocumentMayStandInALog() throws IOException {
            write("log", "starting\n{\"bw\": 1,\n \"n\": [1, 2]}\n--\nbetween\n{\"bw\": 2}\n--\nend\n");
            String where = "for_lines_matching: '^\\{', stop_at: '^--', path: '$.bw', ";
            assertEquals("[1,2]", found("jsonpath", "log", where + "match_select: all"));
            assertEquals("2", found("jsonpath", "log", where + "match_select: last"));
        }

        @Test
        void whatIsNoPathIsToldBeforeAnythingRuns() {
            assertEquals(
                    "result_parse.jsonpath.x: path 'jobs[0]' is not a JSONPath: it must begin with $ (at character 1)"
                            + " [A path looks like $.jobs[0].read.bw or $.jobs[?@.name=='seq'].read.bw]",
                    fault("jsonpath", "path: 'jobs[0]'"));
            assertEquals("result_parse.jsonpath.x: the argument 'path' is missing", fault("jsonpath", ""));
        }

        @Test
        void aDocumentThatIsNoneOrTooLargeIsRefusedInWords() throws IOException {
            write("bad", "{\"a\": 1\n");
            assertTrue(missed("jsonpath", "bad", "path: '$.a'")
                    .startsWith("result_parse.jsonpath.x: bad: line 1: this is not JSON"));
            write("wide", "[\n" + "0,".repeat(500_000).concat("\n").repeat(5) + "0]");
            assertEquals(
                    "result_parse.jsonpath.x: wide: line 1: the JSON document has more than 2000000 values; a tool such as jq can"
                            + " make it smaller",
                    missed("jsonpath", "wide", "path: '$[0]'"));
            write("line", "[" + "0,".repeat(600_000) + "0]");
            assertTrue(
                    missed("jsonpath", "line", "path: '$[0]'").contains("line 1 of the JSON document is longer than"));
        }
    }

    @Nested
    class Xml {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                xpath: '//object[@type="L3Cache"]/@cache_size'                      | 33554432
                xpath: 'count(//object[@type="PU"])'                                | 2
                xpath: '//object[@type="NUMANode"]/@local_memory', unit: auto       | 9087176704
                xpath: '/topology/@version', action: store_str                      | "2.0"
                xpath: '//info[@name="CPUModel"]/@value'                            | "AMD EPYC"
                xpath: '//page_type/@size', match_select: all                       | [4096,2097152,1073741824]
                xpath: '//page_type/@size', match_select: last                      | 1073741824
                xpath: 'boolean(//object[@type="Core"])'                            | true
                xpath: 'string(//info[@name="OSName"]/@value)'                      | "Linux"
                xpath: 'sum(//page_type/@count) div 2'                              | 1109274.5
                """)
        void isAsked(String arguments, String expected) {
            assertEquals(expected, found("xml", "lstopo.xml", arguments));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                xpath: '//objct/@type'                    | no element 'objct' is in the document. Did you mean object?
                xpath: '//object/@cachesize'              | no attribute 'cachesize' is in the document. Did you mean cache_size?
                xpath: '//object[@type="L9Cache"]/@depth' | its names are in the document of 42 elements, but not in this place or with these values
                xpath: 'number(//info[1]/@value)'         | its names are in the document of 42 elements, but not in this place or with these values
                """)
        void thatHasNothingSaysWhatCameNear(String arguments, String expected) {
            String missed = missed("xml", "lstopo.xml", arguments);
            assertEquals(expected.replaceAll("of \\d+", "of N"), missed.replaceAll("of \\d+", "of N"));
        }

        @Test
        void namespacesAreNamedByPrefixes() throws IOException {
            write("n.xml", "<?xml version='1.0'?>\n<t xmlns='urn:t'><rate>5</rate></t>\n");
            assertEquals(
                    "'rate' is in the namespace 'urn:t'; set namespaces: ['n=urn:t'] and write n:rate",
                    missed("xml", "n.xml", "xpath: '//rate'"));
            assertEquals("5", found("xml", "n.xml", "xpath: '//n:rate', namespaces: ['n=urn:t']"));
            assertEquals(
                    "the document uses the namespaces urn:t",
                    missed("xml", "n.xml", "xpath: '//n:rate', namespaces: 'n=urn:other'"));
        }

        @Test
        void whatIsNoXPathIsToldBeforeAnythingRuns() {
            String fault = fault("xml", "xpath: '//a['");
            assertTrue(fault.startsWith("result_parse.xml.x: xpath '//a[' is not an XPath 1.0: "), fault);
            assertTrue(fault("xml", "xpath: '//n:a'").contains("not an XPath"), "a prefix without namespace");
            assertEquals(
                    "result_parse.xml.x: namespaces has 'urn'"
                            + " [Write a prefix, = and the name of the namespace, such as h=urn:hwloc]",
                    fault("xml", "xpath: '//a', namespaces: [urn]"));
        }

        @Test
        void nothingIsFetchedAndNothingExpanded() throws IOException {
            Path secret = Files.writeString(run.resolve("secret"), "42");
            write("file.xml", "<!DOCTYPE a [<!ENTITY s SYSTEM '" + secret.toUri() + "'>]>\n<a>&s;</a>\n");
            assertEquals("\"\"", found("xml", "file.xml", "xpath: '/a'"));
            write("parameter.xml", "<!DOCTYPE a [<!ENTITY % s SYSTEM '" + secret.toUri() + "'> %s;]>\n<a>1</a>\n");
            assertEquals("1", found("xml", "parameter.xml", "xpath: '/a'"));
            var laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 'ha'>");
            for (int i = 1; i < 30; i++) {
                laughs.append("<!ENTITY l").append(i).append(" '");
                laughs.append(("&l" + (i - 1) + ";").repeat(10)).append("'>");
            }
            write("laughs.xml", laughs + "]>\n<a>&l29;</a>\n");
            String said = missed("xml", "laughs.xml", "xpath: '/a'");
            assertTrue(said.contains("this is not XML") && said.contains("entity"), said);
        }

        @Test
        void aDocumentThatIsNoneOrTooLargeIsRefusedInWords() throws IOException {
            write("bad.xml", "<a>\n<b></a>\n");
            String said = missed("xml", "bad.xml", "xpath: '/a'");
            assertTrue(said.startsWith("result_parse.xml.x: bad.xml: line 1: this is not XML: line 2 of it: "), said);
            write("wide.xml", "<a>\n" + "<b/>\n".repeat(600_000) + "</a>\n");
            assertTrue(missed("xml", "wide.xml", "xpath: '/a'").contains("more than 500000 tags"));
            write("latin.xml", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<a/>\n");
            assertTrue(missed("xml", "latin.xml", "xpath: '/a'").contains("says that it is ISO-8859-1"));
            write("deep.xml", "<a>\n".repeat(5000) + "</a>".repeat(5000));
            assertTrue(
                    missed("xml", "deep.xml", "xpath: '//b'").contains("depth"),
                    missed("xml", "deep.xml", "xpath: '//b'"));
        }
    }

    @Nested
    class Csv {

        private static final String CPUS = "comment: '#', col_names: [cpu, core, socket, node, '', l1d, l1i, l2, l3], ";
        private static final String JOBS = "delimiter: '|', col_names: [job, state, start, exit, limit, nodes, name], ";

        @ParameterizedTest
        @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
                column: l2, match_select: all             -> [0,1]
                column: 7, match_select: last             -> 1
                column: -1                                -> 0
                column: core, where: 'l2 == 1'            -> 1
                where: 'cpu == 1'                         -> {"cpu":1,"core":1,"socket":0,"node":0,"l1d":1,"l1i":1,"l2":1,"l3":0}
                column: cpu, action: count, match_select: all -> 2
                """)
        void ofProcessors(String arguments, String expected) {
            assertEquals(expected, found("csv", "lscpu_p.txt", CPUS + arguments));
        }

        @ParameterizedTest
        @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
                column: job, where: 'state == "RUNNING"', match_select: all -> [28,29,30]
                column: nodes, where: 'name == "exclusive"'                 -> "node4"
                column: limit, where: 'job < 28', match_select: all         -> ["00:01:00","00:10:00"]
                column: job, where: 'job > 24 and state != "PENDING"'       -> 28
                """)
        void ofJobs(String arguments, String expected) throws IOException {
            List<String> first =
                    Files.readAllLines(run.resolve("build/sacct_P.txt")).subList(0, 5);
            write("five", String.join("\n", first));
            assertEquals(expected, found("csv", "five", JOBS + arguments));
        }

        @Test
        void headingsMayBeWrittenAsTheyAreOrAsNames() throws IOException {
            write("t", "Size [B];Rate (GB/s)\n8;\"1;5\"\n16;2.5\n");
            assertEquals("2.5", found("csv", "t", "delimiter: ';', column: 'Rate (GB/s)', where: 'size__b_ == 16'"));
            assertEquals("\"1;5\"", found("csv", "t", "delimiter: ';', column: rate__gb_s_"));
        }

        @Test
        void aTableMayStandInALog() throws IOException {
            write("log", "begin\na,b\n1,\"x\ny\"\n2,z\n\nend of it\na,b\n3,w\n");
            String where = "for_lines_matching: '^a,b', stop_at: '^end', column: b, match_select: all";
            assertEquals("[\"x\\ny\",\"z\",\"w\"]", found("csv", "log", where));
        }

        @ParameterizedTest
        @CsvSource(delimiterString = "->", quoteCharacter = '`', textBlock = """
                column: l4                       -> there is no such column. Did you mean l2 or l3?
                column: 12                       -> there is no such column. Did you mean l2?
                column: l2, where: 'cpo == 1'    -> there is no column 'cpo' as in where. Did you mean cpu?
                column: l2, where: 'cpu == 7'    -> none of its 2 rows fits where; the first has cpu '0'
                column: l2, where: 'cpu + 1'     -> none of its 2 rows fits where (row 1: where is no truth value); the first has cpu '0'
                column: ''                       -> ``
                """)
        void thatHasNothingSaysWhatCameNear(String arguments, String expected) {
            if (!expected.isEmpty()) {
                assertEquals(expected, missed("csv", "lscpu_p.txt", CPUS + arguments));
            }
        }

        @Test
        void thatEndsBeforeItBeginsSaysSo() throws IOException {
            write("head", "a,b\n");
            assertEquals("the table has no rows", missed("csv", "head", "column: b"));
            write("empty", "a,b\n1,\n2\n");
            assertEquals("the column is empty in its 2 rows", missed("csv", "empty", "column: b"));
            write("comments", "# a\n# b\n");
            assertEquals("there is no table", missed("csv", "comments", "column: b, comment: '#'"));
        }

        @Test
        void whatIsWrongWithItsArgumentsIsToldAtOnce() {
            assertEquals("""
                    result_parse.csv.x: delimiter must be a single character, not '::' [Write tab for a tabulator; the quote " is taken]
                    result_parse.csv.x: comment must be a single character, not '"' [Write tab for a tabulator; the quote " is taken]
                    result_parse.csv.x: where 'a ==' is not an expression: The expression ends where a value should follow (at character 4)""", fault("csv", "column: a, delimiter: '::', comment: '\"', where: 'a =='"));
        }

        @Test
        void aQuoteThatIsNotClosedIsAFault() throws IOException {
            write("open", "a,b\n1,\"" + "x".repeat(1 << 19).concat("\n").repeat(10));
            String said = missed("csv", "open", "column: b");
            assertTrue(said.contains("is a quote not closed?"), said);
        }
    }
}
