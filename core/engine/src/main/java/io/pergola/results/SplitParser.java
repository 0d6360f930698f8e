package io.pergola.results;

import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parts of a line, without the white space around them. */
record SplitParser(Optional<Pattern> separator) implements Parser.OfLine {

    private static final Pattern WHITE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    static Parser of(Arguments arguments) {
        String separator = arguments.text("sep", "");
        if (arguments.has("sep") && separator.isEmpty()) {
            arguments.add(
                    "sep", Problem.error("sep must not be empty").help("Without sep, a line is split at white space"));
        }
        return new SplitParser(
                Optional.of(separator).filter(text -> !text.isEmpty()).map(SplitParser::literal));
    }

    private static Pattern literal(String text) {
        return Pattern.compile(text, Pattern.LITERAL);
    }

    @Override
    public Finding parse(String line) {
        String bare = line.strip();
        if (separator.isEmpty() && bare.isEmpty()) {
            return new Finding.Found(new Value.Items(List.of()));
        }
        String[] parts = separator.map(each -> each.split(line, -1)).orElseGet(() -> WHITE.split(bare));
        return new Finding.Found(
                Value.ofTexts(Arrays.stream(parts).map(String::strip).toList()));
    }

    @Override
    public String looksFor() {
        return "parts between " + separator.map(each -> "'" + each + "'").orElse("white space");
    }
}
