package io.pergola.config;

import io.pergola.spi.ResultParserInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The sections {@code result_parse}, with one free mapping for each parser, and {@code result_reference}. */
final class ParserKeys {

    private static final NameRule RESULTS = NameRule.of(
            "\\s*[a-zA-Z_][a-zA-Z0-9_]*\\s*(,\\s*[a-zA-Z_][a-zA-Z0-9_]*\\s*)*",
            "the name of a result (letters, digits and _, not starting with a digit), or several with commas");

    private static final NameRule FIGURES = NameRule.of(
            "[a-zA-Z_][a-zA-Z0-9_]*(\\.[a-zA-Z0-9_*]+)*", "the name of a figure, with dots to reach into mappings");

    private ParserKeys() {}

    /** The parsers of Pergola, and behind them those of plugins. */
    static Key resultParse(ParserOptions options) {
        var type = new KeyType.Section(parsers(), new OfPlugins(options));
        return new Key("result_parse", type, List.of(), "results found in the output", false);
    }

    private record OfPlugins(ParserOptions options) implements KeyType.Others {

        @Override
        public Optional<Key> find(String name) {
            return options.parser(name).map(ParserKeys::ofPlugin);
        }

        @Override
        public Collection<String> names() {
            return options.names();
        }

        @Override
        public String missing() {
            return options.missing();
        }
    }

    private static Key ofPlugin(ResultParserInfo info) {
        Key[] own = info.options().stream().map(TestKeys::option).toArray(Key[]::new);
        return parser(info.name(), info.description(), own);
    }

    private static List<Key> parsers() {
        return List.of(
                parser("regex", "the part of a line that matches", Key.text("regex", "Python regular expression")),
                parser("constant", "a fixed value", Key.text("const", "the value")),
                parser(
                        "command",
                        "what a command says",
                        Key.text("command", "a shell command"),
                        Key.text("output_type", "return_value", "return_value or stdout")
                                .knows("return_value", "stdout"),
                        Key.text("stderr_dest", "stdout", "where its errors go: null or stdout")
                                .knows("null", "stdout")),
                parser("filecheck", "whether there is a file"),
                parser(
                        "json",
                        "a JSON document",
                        Key.list("include_only", "only these keys, with dots"),
                        Key.list("exclude", "all but these keys"),
                        Key.text("stop_at", "regular expression for the line behind the document")),
                parser("split", "the parts of a line", Key.text("sep", "what stands between them")),
                table(),
                csv(),
                parser(
                        "jsonpath",
                        "a part of a JSON document",
                        Key.text("path", "JSONPath (RFC 9535), such as $.jobs[0].read.bw"),
                        Key.text("stop_at", "regular expression for the line behind the document")),
                parser(
                        "xml",
                        "a part of an XML document",
                        Key.text("xpath", "XPath 1.0, such as //cpu/@count"),
                        Key.list("namespaces", "namespaces of the document that the XPath uses, as prefix=name"),
                        Key.text("stop_at", "regular expression for the line behind the document")));
    }

    private static Key csv() {
        return parser(
                "csv",
                "cells of a table of comma-separated values",
                Key.text("column", "its heading, or its index from 0; the whole row if nothing is given"),
                Key.text("where", "expression over the headings that is true for the rows that count"),
                Key.text("delimiter", ",", "the character between cells; tab for a tabulator")
                        .knows(",", ";", "|", "tab"),
                Key.text("comment", "the character that lines begin with which are no rows")
                        .knows("#"),
                Key.list("col_names", "headings; the first row has them if nothing is given"),
                Key.text("stop_at", "regular expression for the line behind the table"));
    }

    static Key resultReference() {
        List<Key> range = List.of(
                Key.text("value", "what the figure should be"),
                Key.text("lower", "the least that passes: a number, or a percentage such as -5%"),
                Key.text("upper", "the most that passes: a number, or a percentage such as +10%"),
                Key.text("unit", "the unit of value and limits"),
                Key.text("better", "which way the figure gets better").knows("higher", "lower"));
        List<Key> all = new ArrayList<>(range);
        all.add(Key.free(
                "for",
                new KeyType.Section(range),
                NameRule.ANY,
                "other values for systems or hosts whose name matches the glob; the first that does counts"));
        return Key.free(
                "result_reference",
                new KeyType.Section(all),
                FIGURES,
                "what figures should be; one that is out of its range fails the test");
    }

    static Key referenceFile() {
        return Key.text(
                        "reference_file",
                        "a file with more of result_reference, by the names of tests; beside the suite, or in references/")
                .now();
    }

    private static Key table() {
        return parser(
                "table",
                "a table",
                Key.text("delimiter_re", "\\s+", "regular expression between columns"),
                Key.text("row_ignore_re", "(\\s*(\\||\\+|-|=)+)+\\s*$", "regular expression for rows to leave out"),
                Key.text("table_end_re", "^\\s*$", "regular expression for the line behind the table"),
                Key.list("col_names", "names of the columns; the first row has them if nothing is given"),
                Key.text("has_row_labels", "True", "the first column names the rows")
                        .knows("True", "False"),
                Key.text("by_column", "False", "columns outside, rows inside").knows("True", "False"),
                Key.text("lstrip", "False", "drop blanks at the start of each line")
                        .knows("True", "False"));
    }

    private static Key parser(String name, String doc, Key... own) {
        List<Key> keys = new ArrayList<>(List.of(own));
        keys.addAll(
                List.of(
                        Key.list(
                                "files",
                                List.of("../run.log"),
                                "globs of files to look in, relative to the build directory"),
                        Key.text("per_file", "first", "how several files are combined")
                                .knows("first", "last", "name", "name_list", "list", "any", "all"),
                        Key.text("action", "store", "what to do with the value")
                                .knows(
                                        "store",
                                        "store_str",
                                        "store_true",
                                        "store_false",
                                        "count",
                                        "store_sum",
                                        "store_min",
                                        "store_median",
                                        "store_mean",
                                        "store_max"),
                        Key.list("preceded_by", "regular expressions for the lines just before"),
                        Key.text("for_lines_matching", "", "regular expression for the line to start at"),
                        Key.text("match_select", "first", "which match: first, last, all, uniq or an index")
                                .knows("first", "last", "all", "uniq"),
                        Key.list(
                                "unit",
                                "the unit of the figure; a text such as '512 MB/s' becomes a number in it; auto for the text's own unit")));
        return Key.free(name, new KeyType.Section(keys), RESULTS, doc);
    }
}
