package io.pergola.references;

import io.pergola.config.Setting;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.yaml.YamlEdit;
import io.pergola.yaml.YamlFile;
import io.pergola.yaml.YamlNode;
import io.pergola.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Writes values into the text of a file of references. What else stands there stays as it is, to the letter. */
final class Rewrite {

    private static final Value.Entries NOTHING = new Value.Entries(new LinkedHashMap<>());

    private final String name;

    /** {@code name}: of the file, for messages. */
    Rewrite(String name) {
        this.name = name;
    }

    /** The new text. Values that cannot be written without changing more than themselves are refused. */
    String of(String text, List<Draft> drafts) {
        Optional<String> all = attempt(text, drafts);
        if (all.isPresent()) {
            return all.get();
        }
        String sofar = text;
        for (Draft draft : drafts) {
            Optional<String> next = attempt(sofar, List.of(draft));
            if (next.isEmpty()) {
                draft.refuse(refusal(draft));
            }
            sofar = next.orElse(sofar);
        }
        return sofar;
    }

    private static Problem refusal(Draft draft) {
        Problem problem = Problem.error(String.join(": ", draft.path())
                        + ": cannot be changed alone, perhaps since an anchor, an alias or a merge makes more of it")
                .help("Write " + YamlEdit.number(draft.value()) + " there yourself");
        return draft.spot() instanceof Draft.Spot.Written(Setting.Text text) ? text.mark(problem, 0) : problem;
    }

    /** Empty if something else would come of it than what was wanted. */
    private Optional<String> attempt(String text, List<Draft> drafts) {
        YamlFile before = YamlReader.read(name, text);
        if (before.broken()) {
            return Optional.empty();
        }
        Value.Entries wanted =
                before.root().map(Rewrite::value).orElse(NOTHING) instanceof Value.Entries all ? all : NOTHING;
        var edit = new YamlEdit(before.source());
        var added = NOTHING;
        for (Draft draft : drafts) {
            List<String> path = draft.path();
            Optional<YamlNode.Scalar> there = before.root().flatMap(root -> scalar(root, path));
            if (there.isPresent()) {
                edit.replace(there.get(), draft.value());
                wanted = with(wanted, path, Value.of(YamlEdit.number(draft.value())));
            } else {
                added = with(added, path, Value.of(draft.value()));
                if (!draft.newUnit().isEmpty()) {
                    added = with(added, beside(path, "unit"), Value.of(draft.newUnit()));
                }
            }
        }
        insert(before, added, edit);
        String after = edit.text();
        YamlFile read = YamlReader.read(name, after);
        boolean right =
                !read.broken() && read.root().map(Rewrite::value).equals(Optional.of(joined(wanted, texts(added))));
        return right ? Optional.of(after) : Optional.empty();
    }

    private static List<String> beside(List<String> path, String key) {
        List<String> other = new ArrayList<>(path);
        other.set(path.size() - 1, key);
        return other;
    }

    private static Optional<YamlNode.Scalar> scalar(YamlNode node, List<String> path) {
        if (path.isEmpty()) {
            return node instanceof YamlNode.Scalar scalar && scalar.text() != null
                    ? Optional.of(scalar)
                    : Optional.empty();
        }
        return node instanceof YamlNode.Mapping mapping
                ? mapping.find(path.getFirst()).flatMap(below -> scalar(below, path.subList(1, path.size())))
                : Optional.empty();
    }

    private static void insert(YamlFile file, Value.Entries added, YamlEdit edit) {
        List<YamlNode.Entry> top = file.node() instanceof YamlNode.Mapping mapping ? mapping.entries() : List.of();
        added.values().forEach((test, figures) -> {
            Optional<YamlNode.Entry> known =
                    top.stream().filter(entry -> entry.name().equals(test)).findFirst();
            if (known.isPresent()) {
                insert(known.get(), figures, edit);
            } else if (figures instanceof Value.Entries(var lines)) {
                edit.appendBlock(top, test, lines);
            }
        });
    }

    private static void insert(YamlNode.Entry entry, Value value, YamlEdit edit) {
        if (!(value instanceof Value.Entries(var values))) {
            return;
        }
        if (entry.value() instanceof YamlNode.Mapping mapping) {
            values.forEach((key, below) -> mapping.entries().stream()
                    .filter(each -> each.name().equals(key))
                    .findFirst()
                    .ifPresentOrElse(each -> insert(each, below, edit), () -> edit.append(mapping, key, below)));
        } else if (entry.value() instanceof YamlNode.Scalar scalar && scalar.text() == null) {
            edit.fill(entry, values);
        }
    }

    /** What stands there, for comparing. */
    private static Value value(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar.value().map(Value::of).orElse(Value.NULL);
            case YamlNode.Sequence sequence ->
                new Value.Items(sequence.items().stream().map(Rewrite::value).toList());
            case YamlNode.Mapping mapping -> {
                var values = new LinkedHashMap<String, Value>();
                mapping.entries().forEach(entry -> values.put(entry.name(), value(entry.value())));
                yield new Value.Entries(values);
            }
        };
    }

    /** Numbers as they are written. */
    private static Value texts(Value value) {
        if (value instanceof Value.Real(double number)) {
            return Value.of(YamlEdit.number(number));
        }
        if (!(value instanceof Value.Entries(var entries))) {
            return value;
        }
        var texts = new LinkedHashMap<String, Value>();
        entries.forEach((key, below) -> texts.put(key, texts(below)));
        return new Value.Entries(texts);
    }

    /** The tree with another value at a path. */
    private static Value.Entries with(Value.Entries tree, List<String> path, Value value) {
        var values = new LinkedHashMap<>(tree.values());
        String key = path.getFirst();
        if (path.size() == 1) {
            values.put(key, value);
        } else {
            Value.Entries below = values.get(key) instanceof Value.Entries entries ? entries : NOTHING;
            values.put(key, with(below, path.subList(1, path.size()), value));
        }
        return new Value.Entries(values);
    }

    private static Value joined(Value tree, Value more) {
        if (!(tree instanceof Value.Entries(var values)) || !(more instanceof Value.Entries(var others))) {
            return more;
        }
        var joined = new LinkedHashMap<>(values);
        others.forEach((key, value) -> joined.merge(key, value, Rewrite::joined));
        return new Value.Entries(joined);
    }
}
