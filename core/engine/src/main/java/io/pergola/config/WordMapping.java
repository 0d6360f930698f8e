package io.pergola.config;

import io.pergola.yaml.Span;
import io.pergola.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text of words {@code NAME=VALUE} as the mapping that it stands for. */
final class WordMapping {

    /** Blanks within an expression do not part words. */
    private static final Pattern WORD = Pattern.compile("(?:\\{\\{.*?}}|\\S)+");

    private WordMapping() {}

    /** Other nodes stay as they are. A word without {@code =} has an empty value. */
    static YamlNode of(YamlNode node) {
        if (!(node instanceof YamlNode.Scalar scalar) || scalar.text() == null) {
            return node;
        }
        List<YamlNode.Entry> entries = new ArrayList<>();
        Matcher words = WORD.matcher(scalar.text());
        while (words.find()) {
            String word = words.group();
            int equals = word.indexOf('=');
            int split = equals < 0 ? word.length() : equals;
            YamlNode.Scalar name = part(scalar, words.start(), words.start() + split);
            YamlNode.Scalar value = part(scalar, Math.min(words.start() + split + 1, words.end()), words.end());
            entries.add(new YamlNode.Entry(name, value));
        }
        return new YamlNode.Mapping(scalar.span(), entries);
    }

    private static YamlNode.Scalar part(YamlNode.Scalar whole, int from, int to) {
        Span span = whole.style() == YamlNode.Style.PLAIN && whole.span().text().equals(whole.text())
                ? new Span(
                        whole.span().source(),
                        whole.span().start() + from,
                        whole.span().start() + to)
                : whole.span();
        String text = String.valueOf(whole.text()).substring(from, to);
        return new YamlNode.Scalar(span, YamlNode.Style.PLAIN, text);
    }
}
