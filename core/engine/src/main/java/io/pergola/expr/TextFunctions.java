package io.pergola.expr;

import static io.pergola.expr.Parameter.Kind.STR;

import io.pergola.expr.BuiltIns.BuiltIn;
import io.pergola.model.Value;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Functions on texts. */
final class TextFunctions {

    private TextFunctions() {}

    static List<BuiltIn> all() {
        return List.of(
                new BuiltIn(
                        "re_search",
                        List.of(Parameter.of("regex", STR), Parameter.of("data", STR)),
                        "The first match in the text: its first group, or all of it; an empty text if there is none.",
                        given -> Value.of(search(Printing.print(given.get(0)), Printing.print(given.get(1))))),
                new BuiltIn(
                        "replace",
                        List.of(
                                Parameter.of("string", STR),
                                Parameter.of("find", STR),
                                Parameter.of("replacement", STR)),
                        "The text with every occurrence replaced.",
                        given -> Value.of(replace(
                                Printing.print(given.get(0)),
                                Printing.print(given.get(1)),
                                Printing.print(given.get(2))))));
    }

    private static String search(String regex, String data) {
        Pattern pattern;
        try {
            pattern = PythonRegex.compile(regex);
        } catch (ExpressionException e) {
            throw new ArgumentException("Argument \"regex\": " + e.getMessage());
        }
        return PythonRegex.search(pattern, data).map(TextFunctions::firstGroup).orElse("");
    }

    private static String firstGroup(MatchResult match) {
        String found = match.groupCount() > 0 ? match.group(1) : match.group();
        return found == null ? "" : found;
    }

    private static String replace(String text, String find, String replacement) {
        var result = new StringBuilder();
        int copied = 0;
        int at = text.indexOf(find);
        while (at >= 0) {
            result.append(text, copied, at).append(replacement);
            copied = at + find.length();
            Limits.checkText((long) result.length() + text.length() - copied);
            at = next(text, find, at);
        }
        return result.append(text, copied, text.length()).toString();
    }

    /** Nothing is found before every character and at the end, but not inside of one. */
    private static int next(String text, String find, int at) {
        if (!find.isEmpty()) {
            return text.indexOf(find, at + find.length());
        }
        return at >= text.length() ? -1 : at + Character.charCount(text.codePointAt(at));
    }
}
