package io.pergola.results;

import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.spi.OptionException;
import io.pergola.spi.OptionKey;
import io.pergola.spi.OptionValues;
import io.pergola.spi.ResultLines;
import io.pergola.spi.ResultParser;
import io.pergola.spi.ResultParserInfo;
import io.pergola.spi.ResultSearch;
import io.pergola.spi.SearchOutcome;
import io.pergola.spi.ValueSink;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A parser of Pergola's own as if it came from a jar, under a name of its own, so that it can be held to the same contract. */
public record BuiltIn(String name) implements ResultParser {

    private static final Set<String> LISTS = Set.of("include_only", "exclude", "col_names", "namespaces");

    private ParserKind kind() {
        return Parsers.find(name).orElseThrow();
    }

    @Override
    public ResultParserInfo info() {
        List<OptionKey> options = Stream.concat(kind().required().stream(), kind().optional().stream())
                .map(option -> new OptionKey(
                        option,
                        LISTS.contains(option) ? OptionKey.Type.LIST : OptionKey.Type.TEXT,
                        List.of(),
                        "See docs/results.md."))
                .toList();
        return new ResultParserInfo("our_" + name, "Pergola's own.", options, Set.copyOf(kind().required()));
    }

    @Override
    public ResultSearch search(OptionValues options) {
        Map<String, Value> values = new HashMap<>();
        options.values()
                .forEach((key, texts) ->
                        values.put(key, LISTS.contains(key) ? Value.ofTexts(texts) : Value.of(texts.getFirst())));
        Map<String, Problem> wrong = new HashMap<>();
        Parser parser = kind().make().apply(new Arguments(values, new Faults(wrong::put, name)));
        wrong.forEach((path, problem) -> {
            throw new OptionException(path.substring(path.lastIndexOf('.') + 1), problem.what());
        });
        return switch (parser) {
            case Parser.OfLines own -> own.search();
            case Parser.OfLine line -> new OneByOne(line);
            case Parser.OfBlock block -> new Blocks(block);
            default -> throw new IllegalArgumentException(name + " reads no lines");
        };
    }

    private record OneByOne(Parser.OfLine parser) implements ResultSearch {

        @Override
        public String looksFor() {
            return parser.looksFor();
        }

        @Override
        public SearchOutcome find(ResultLines lines, ValueSink values) throws IOException {
            return lines.next() ? outcome(parser.parse(lines.text()), values) : SearchOutcome.done();
        }
    }

    private record Blocks(Parser.OfBlock parser) implements ResultSearch {

        @Override
        public String looksFor() {
            return parser.looksFor();
        }

        @Override
        public SearchOutcome find(ResultLines lines, ValueSink values) throws IOException {
            return outcome(parser.parse(lines), values);
        }
    }

    private static SearchOutcome outcome(Finding finding, ValueSink values) {
        if (finding instanceof Finding.Found(Value value)) {
            values.add(value);
        }
        return finding instanceof Finding.Failed(String message) ? SearchOutcome.failed(message) : SearchOutcome.done();
    }
}
