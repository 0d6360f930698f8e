package io.pergola.yaml;

import io.pergola.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Writes values as YAML. Every text reads back as that text, whichever version of YAML the reader knows. */
public final class YamlWriter {

    private static final int LINE_WIDTH = 120;

    /** Words and numbers that some version of YAML takes for something else than a text. */
    private static final Pattern SPECIAL = Pattern.compile(
            "(?i)|~|null|true|false|yes|no|on|off|y|n|<<|=" // words of YAML 1.1
                    + "|[-+]?\\.?[0-9].*|[-+]?\\.(inf|nan)"); // numbers, dates, times

    private YamlWriter() {}

    /** One document in block style, ending in a line end. */
    public static String write(Value value) {
        var settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(LINE_WIDTH)
                .setSplitLines(false)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .setUseUnicodeEncoding(true)
                .build();
        var text = new StringBuilder();
        new Dump(settings).dumpNode(node(value), new StreamDataWriter() {
            @Override
            public void write(String part) {
                text.append(part);
            }

            @Override
            public void write(String part, int from, int length) {
                text.append(part, from, from + length);
            }
        });
        return text.toString();
    }

    private static Node node(Value value) {
        return switch (value) {
            case Value.Null() -> new ScalarNode(Tag.NULL, "null", ScalarStyle.PLAIN);
            case Value.Bool(boolean flag) -> new ScalarNode(Tag.BOOL, Boolean.toString(flag), ScalarStyle.PLAIN);
            case Value.Int(var number) -> new ScalarNode(Tag.INT, number.toString(), ScalarStyle.PLAIN);
            case Value.Real(double number) -> new ScalarNode(Tag.FLOAT, real(number), ScalarStyle.PLAIN);
            case Value.Text(String text) -> text(text);
            case Value.Items(List<Value> values) ->
                new SequenceNode(
                        Tag.SEQ,
                        values.stream().map(YamlWriter::node).toList(),
                        values.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
            case Value.Entries(var values) -> {
                List<NodeTuple> tuples = new ArrayList<>();
                values.forEach((key, entry) -> tuples.add(new NodeTuple(text(key), node(entry))));
                yield new MappingNode(Tag.MAP, tuples, tuples.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
            }
        };
    }

    private static String real(double number) {
        if (Double.isNaN(number)) {
            return ".nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? ".inf" : "-.inf";
        }
        return Double.toString(number);
    }

    /** True for what some version of YAML takes for something else than a text. */
    static boolean special(String text) {
        return SPECIAL.matcher(text).matches();
    }

    /** In quotes, on one line. */
    public static String quoted(String text) {
        if (text.chars().noneMatch(c -> c < ' ' || c == 0x7f)) {
            return "'" + text.replace("'", "''") + "'";
        }
        var quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c < ' ' || c == 0x7f) {
                quoted.append(String.format(Locale.ROOT, "\\x%02x", c));
            } else {
                quoted.append(c == '"' || c == '\\' ? "\\" : "").append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    private static Node text(String text) {
        ScalarStyle style = ScalarStyle.PLAIN;
        if (text.indexOf('\n') >= 0) {
            style = ScalarStyle.LITERAL;
        } else if (special(text)) {
            style = ScalarStyle.SINGLE_QUOTED;
        }
        return new ScalarNode(Tag.STR, text, style);
    }
}
