package io.pergola.results;

import io.pergola.expr.PythonRegex;
import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** No groups: the whole match; one group: its text; several: a list of their texts. */
record RegexParser(Pattern regex, String required) implements Parser.OfLine {

    static Parser of(Arguments arguments) {
        Pattern regex = arguments.regex("regex");
        return new RegexParser(regex, RequiredText.of(regex));
    }

    @Override
    public Finding parse(String line) {
        if (!line.contains(required)) {
            return Finding.NOTHING;
        }
        return PythonRegex.search(regex, line)
                .<Finding>map(match -> new Finding.Found(value(match)))
                .orElse(Finding.NOTHING);
    }

    private static Value value(MatchResult match) {
        if (match.groupCount() == 0) {
            return Value.of(match.group());
        }
        List<Value> groups = new ArrayList<>(match.groupCount());
        for (int i = 1; i <= match.groupCount(); i++) {
            groups.add(match.start(i) < 0 ? Value.NULL : Value.of(match.group(i)));
        }
        return groups.size() == 1 ? groups.getFirst() : new Value.Items(groups);
    }

    @Override
    public String looksFor() {
        return "regex '" + regex + "'";
    }
}
