package io.pergola.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds texts to a list at the top of a YAML file and takes them out, and leaves everything else as it is, comments too. Each change
 * is read again: where something else would come of it than was wanted, such as where anchors are used, there is none.
 */
public final class ListEdit {

    private final YamlFile file;
    private final String key;

    /** {@code file}: not broken; {@code key}: plain, of a list, a single text, nothing, or not there yet. */
    public ListEdit(YamlFile file, String key) {
        this.file = file;
        this.key = key;
    }

    /** What is in the list. */
    public List<String> items() {
        return items(file);
    }

    private List<String> items(YamlFile read) {
        return read.root()
                .map(root -> value(root))
                .orElse(Optional.empty())
                .map(ListEdit::texts)
                .orElse(List.of());
    }

    private Optional<YamlNode> value(YamlNode root) {
        return root instanceof YamlNode.Mapping mapping ? mapping.find(key) : Optional.empty();
    }

    private static List<String> texts(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar.value().stream().toList();
            case YamlNode.Sequence sequence ->
                sequence.items().stream().flatMap(item -> texts(item).stream()).toList();
            case YamlNode.Mapping _ -> List.of();
        };
    }

    /** The whole text with another item at the end of the list; empty if that cannot be had. */
    public Optional<String> add(String item) {
        String word = YamlWriter.special(item) || !item.matches("[\\w./-]+") ? YamlWriter.quoted(item) : item;
        var wanted = new ArrayList<>(items());
        wanted.add(item);
        return checked(added(word), wanted);
    }

    private String added(String word) {
        Optional<YamlNode> value = file.root().flatMap(this::value);
        if (value.isEmpty()) {
            String text = text();
            String gap = text.isEmpty() || text.endsWith("\n") ? "" : newLine();
            return text + gap + key + ":" + newLine() + "  - " + word + newLine();
        }
        return switch (value.get()) {
            case YamlNode.Scalar scalar when scalar.text() == null -> filled(scalar, " [" + word + "]");
            case YamlNode.Scalar scalar ->
                replaced(scalar.span(), "[" + scalar.span().text().strip() + ", " + word + "]");
            case YamlNode.Sequence sequence when isFlow(sequence) -> inFlow(sequence, word);
            case YamlNode.Sequence sequence -> inLines(sequence, word);
            case YamlNode.Mapping _ -> text();
        };
    }

    /** In the place of {@code null} or {@code ~}, or of nothing behind the colon. */
    private String filled(YamlNode.Scalar nothing, String written) {
        if (nothing.span().end() > nothing.span().start()) {
            return replaced(nothing.span(), written.strip());
        }
        int colon = keyEnd();
        return text().substring(0, colon) + written + text().substring(colon);
    }

    /** Behind the colon of the key. */
    private int keyEnd() {
        int end = file.root().stream()
                .flatMap(root -> root instanceof YamlNode.Mapping mapping ? mapping.entries().stream() : null)
                .filter(entry -> entry.name().equals(key))
                .mapToInt(entry -> entry.key().span().end())
                .findFirst()
                .orElse(0);
        return text().indexOf(':', end) + 1;
    }

    private static boolean isFlow(YamlNode.Sequence sequence) {
        return sequence.span().text().startsWith("[");
    }

    private String inFlow(YamlNode.Sequence sequence, String word) {
        if (sequence.items().isEmpty()) {
            return replaced(sequence.span(), "[" + word + "]");
        }
        int at = end(sequence.items().getLast());
        return text().substring(0, at) + ", " + word + text().substring(at);
    }

    private String inLines(YamlNode.Sequence sequence, String word) {
        YamlNode last = sequence.items().getLast();
        int start = lineStart(last.span().start());
        String before = text().substring(start, last.span().start());
        int at = lineEnd(end(last));
        String gap = at > 0 && text().charAt(at - 1) == '\n' ? "" : newLine();
        return text().substring(0, at) + gap + before + word + newLine() + text().substring(at);
    }

    /** The whole text without the item at that place of the list; empty if that cannot be had. */
    public Optional<String> remove(int index) {
        var wanted = new ArrayList<>(items());
        wanted.remove(index);
        return checked(removed(index), wanted);
    }

    private String removed(int index) {
        Optional<YamlNode> value = file.root().flatMap(this::value);
        return value.map(node -> switch (node) {
                    case YamlNode.Sequence sequence
                    when sequence.items().size() > 1 ->
                        isFlow(sequence) ? outOfFlow(sequence, index) : outOfLines(sequence, index);
                    case YamlNode.Sequence sequence
                    when !isFlow(sequence) -> {
                        String without = outOfLines(sequence, index);
                        int colon = keyEnd();
                        yield without.substring(0, colon) + " []" + without.substring(colon);
                    }
                    default -> replaced(node.span(), "[]");
                })
                .orElse(text());
    }

    private String outOfFlow(YamlNode.Sequence sequence, int index) {
        List<YamlNode> items = sequence.items();
        boolean last = index == items.size() - 1;
        int from = last ? end(items.get(index - 1)) : items.get(index).span().start();
        int to = last ? end(items.get(index)) : items.get(index + 1).span().start();
        return text().substring(0, from) + text().substring(to);
    }

    private String outOfLines(YamlNode.Sequence sequence, int index) {
        YamlNode item = sequence.items().get(index);
        return text().substring(0, lineStart(item.span().start())) + text().substring(lineEnd(end(item)));
    }

    private String replaced(Span span, String written) {
        int end = span.start() + span.text().stripTrailing().length();
        return text().substring(0, span.start()) + written + text().substring(end);
    }

    private static int end(YamlNode node) {
        return node.span().start() + node.span().text().stripTrailing().length();
    }

    private int lineStart(int offset) {
        return text().lastIndexOf('\n', offset - 1) + 1;
    }

    /** Behind its end. */
    private int lineEnd(int offset) {
        int end = text().indexOf('\n', offset);
        return end < 0 ? text().length() : end + 1;
    }

    private String newLine() {
        return text().contains("\r\n") ? "\r\n" : "\n";
    }

    private String text() {
        return file.source().text();
    }

    private Optional<String> checked(String after, List<String> wanted) {
        YamlFile read = YamlReader.read(file.source().name(), after);
        boolean right =
                !read.broken() && items(read).equals(wanted) && others(read).equals(others(file));
        return right ? Optional.of(after) : Optional.empty();
    }

    /** The texts of all other keys. */
    private List<List<String>> others(YamlFile read) {
        return read.root().stream()
                .flatMap(root -> root instanceof YamlNode.Mapping mapping ? mapping.entries().stream() : null)
                .filter(entry -> !entry.name().equals(key))
                .map(entry -> List.of(entry.name(), entry.value().span().text().strip()))
                .toList();
    }
}
