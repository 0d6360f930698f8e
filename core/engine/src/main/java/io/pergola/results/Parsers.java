package io.pergola.results;

import io.pergola.model.Value;
import io.pergola.spi.ResultSearch;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parsers there are. */
final class Parsers {

    private static final Set<String> SEARCH = Set.of("preceded_by", "for_lines_matching", "match_select");
    private static final Set<String> FILES =
            Set.of("files", "per_file", "preceded_by", "for_lines_matching", "match_select");

    /** Those with libraries of their own are not touched before they are used: these are lambdas and no references. */
    static final List<ParserKind> ALL = List.of(
            new ParserKind("regex", List.of("regex"), List.of(), Set.of(), RegexParser::of),
            new ParserKind("constant", List.of("const"), List.of(), FILES, Parsers::constant),
            new ParserKind("filecheck", List.of(), List.of(), SEARCH, Parsers::filecheck),
            new ParserKind("split", List.of(), List.of("sep"), Set.of(), SplitParser::of),
            new ParserKind("json", List.of(), List.of("include_only", "exclude", "stop_at"), Set.of(), JsonParser::of),
            new ParserKind(
                    "table",
                    List.of(),
                    List.of(
                            "delimiter_re",
                            "row_ignore_re",
                            "table_end_re",
                            "col_names",
                            "has_row_labels",
                            "by_column",
                            "lstrip"),
                    Set.of(),
                    TableParser::of),
            new ParserKind(
                    "csv",
                    List.of(),
                    List.of("column", "where", "delimiter", "comment", "col_names", "stop_at"),
                    Set.of(),
                    arguments -> own(CsvParser.of(arguments))),
            new ParserKind(
                    "jsonpath",
                    List.of("path"),
                    List.of("stop_at"),
                    Set.of(),
                    arguments -> own(JsonPathParser.of(arguments))),
            new ParserKind(
                    "xml",
                    List.of("xpath"),
                    List.of("namespaces", "stop_at"),
                    Set.of(),
                    arguments -> own(XmlParser.of(arguments))),
            new ParserKind(
                    "command", List.of("command"), List.of("output_type", "stderr_dest"), FILES, CommandParser::of));

    private Parsers() {}

    private static Parser own(ResultSearch search) {
        return new Parser.OfLines(search, Optional.empty());
    }

    /** The parser of Pergola that has the name. */
    static Optional<ParserKind> find(String name) {
        return ALL.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    private record Constant(String text) implements Parser.OfRun {

        @Override
        public Finding parse(Evidence evidence, CommandShell shell) {
            return new Finding.Found(Value.of(text));
        }

        @Override
        public String looksFor() {
            return "the constant '" + text + "'";
        }
    }

    private static Parser constant(Arguments arguments) {
        return new Constant(arguments.text("const", ""));
    }

    private record Filecheck() implements Parser.OfFile {

        @Override
        public Finding parse() {
            return new Finding.Found(Value.of(true));
        }

        @Override
        public String looksFor() {
            return "the file";
        }
    }

    private static Parser filecheck(Arguments arguments) {
        return new Filecheck();
    }
}
