package io.pergola.yaml;

import io.pergola.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Changes to the text of a YAML file that leave everything else in it as it is, comments too. They are not checked: what a change
 * makes of a file that uses anchors, say, is to be seen by reading {@link #text()} again.
 */
public final class YamlEdit {

    private static final int MOST_ZEROS = 9;
    private static final String INDENT = "  ";

    private final SourceText source;
    private final List<Change> changes = new ArrayList<>();

    /** Of a file as it was read. */
    public YamlEdit(SourceText source) {
        this.source = source;
    }

    private record Change(int start, int end, String text) {}

    /** Puts a number in the place of a scalar, whatever its style. */
    public void replace(YamlNode.Scalar scalar, double number) {
        changes.add(new Change(scalar.span().start(), scalar.span().end(), number(number)));
    }

    /** A finite number as it is written: without an exponent, unless there would be very many zeros. */
    public static String number(double number) {
        BigDecimal digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        boolean many = digits.scale() < -MOST_ZEROS || digits.scale() - digits.precision() > MOST_ZEROS;
        return many ? digits.toString() : digits.toPlainString();
    }

    /** Puts a mapping behind a key that has nothing yet. */
    public void fill(YamlNode.Entry entry, SequencedMap<String, Value> values) {
        Span nothing = entry.value().span();
        if (nothing.end() > nothing.start()) {
            changes.add(new Change(nothing.start(), nothing.end(), flow(values)));
        } else {
            int behind = end(entry);
            changes.add(new Change(behind, behind, " " + flow(values)));
        }
    }

    /** Adds an entry at the end of a mapping: in braces, or in lines, where what is inside stands in braces. */
    public void append(YamlNode.Mapping mapping, String key, Value value) {
        if (braces(mapping)) {
            int at = mapping.entries().isEmpty()
                    ? source.text().indexOf('{', mapping.span().start()) + 1
                    : end(mapping.entries().getLast());
            String before = mapping.entries().isEmpty() ? "" : ", ";
            changes.add(new Change(at, at, before + word(key) + ": " + flow(value)));
            return;
        }
        String indent = " ".repeat(mapping.entries().getFirst().key().place().column() - 1);
        appendLines(end(mapping), indent + word(key) + ": " + flow(value));
    }

    /** Adds a mapping of mappings at the end of the file's own mapping, a line for each inner one. */
    public void appendBlock(Iterable<YamlNode.Entry> top, String key, SequencedMap<String, Value> values) {
        int end = 0;
        for (YamlNode.Entry entry : top) {
            end = Math.max(end, end(entry));
        }
        String lines = values.entrySet().stream()
                .map(entry -> newLine() + INDENT + word(entry.getKey()) + ": " + flow(entry.getValue()))
                .collect(Collectors.joining());
        appendLines(end == 0 ? source.text().length() : end, word(key) + ":" + lines);
    }

    /** Behind the line in which something ends. */
    private void appendLines(int end, String lines) {
        String text = source.text();
        int at = end;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        boolean ended = at == 0 || (at == text.length() && text.charAt(at - 1) == '\n');
        changes.add(new Change(at, at, ended ? lines + newLine() : newLine() + lines));
    }

    private String newLine() {
        return source.text().contains("\r\n") ? "\r\n" : "\n";
    }

    /** Behind names and tags that may stand first. */
    private boolean braces(YamlNode.Mapping mapping) {
        String text = mapping.span().text();
        int at = 0;
        while (at < text.length() && (text.charAt(at) == '&' || text.charAt(at) == '!')) {
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
        return at < text.length() && text.charAt(at) == '{';
    }

    /** The end of what is written, without what follows up to the next key. */
    private int end(YamlNode node) {
        return switch (node) {
            case YamlNode.Mapping mapping
            when !braces(mapping) && !mapping.entries().isEmpty() ->
                end(mapping.entries().getLast());
            case YamlNode.Sequence sequence
            when !sequence.span().text().endsWith("]") && !sequence.items().isEmpty() ->
                end(sequence.items().getLast());
            default -> node.span().start() + node.span().text().stripTrailing().length();
        };
    }

    private int end(YamlNode.Entry entry) {
        int key = entry.key().span().end();
        int value = end(entry.value());
        if (value > key) {
            return value;
        }
        int colon = key;
        while (colon < source.text().length() && source.text().charAt(colon) == ' ') {
            colon++;
        }
        return colon < source.text().length() && source.text().charAt(colon) == ':' ? colon + 1 : key;
    }

    private static String flow(Value value) {
        return switch (value) {
            case Value.Entries(var values) -> flow(values);
            case Value.Text(String text) -> word(text);
            case Value.Int(var number) -> number.toString();
            case Value.Real(double number) -> number(number);
            default -> throw new IllegalArgumentException("nothing else is written: " + value);
        };
    }

    private static String flow(Map<String, Value> values) {
        return values.entrySet().stream()
                .map(entry -> word(entry.getKey()) + ": " + flow(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** A text that reads back as it is: plain if nobody could take it for anything else. */
    private static String word(String text) {
        boolean plain = !text.isEmpty()
                && "./+-%".indexOf(text.charAt(0)) < 0
                && text.chars().allMatch(YamlEdit::harmless);
        return plain && !YamlWriter.special(text) ? text : YamlWriter.quoted(text);
    }

    private static boolean harmless(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || "_./+-%".indexOf(c) >= 0;
    }

    /** The whole text with all changes; of several at one place, in the order in which they were asked for. */
    public String text() {
        List<Change> sorted = new ArrayList<>(changes);
        sorted.sort(Comparator.comparingInt(Change::start));
        var text = new StringBuilder();
        int at = 0;
        for (Change change : sorted) {
            text.append(source.text(), at, Math.max(at, change.start())).append(change.text());
            at = Math.max(at, change.end());
        }
        return text.append(source.text(), at, source.text().length()).toString();
    }
}
