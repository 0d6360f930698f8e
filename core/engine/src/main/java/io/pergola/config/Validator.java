package io.pergola.config;

import io.pergola.model.Problem;
import io.pergola.yaml.Span;
import io.pergola.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Holds a file against the table of keys and finds everything that does not fit, in one go. What has passed may be merged
 * without further checks.
 */
final class Validator {

    private final KeyType.Section top;
    private final List<Problem> problems;

    /** {@code +} at the end of a key is known in tests only. */
    private final boolean layered;

    Validator(KeyType.Section top, boolean layered, List<Problem> problems) {
        this.top = top;
        this.layered = layered;
        this.problems = problems;
    }

    /**
     * Checks a whole test or file.
     *
     * @param path what stands before the keys in messages: the name of the test, or nothing
     */
    void check(YamlNode node, String path) {
        check(top, node, path, top);
    }

    void check(KeyType type, YamlNode node, String path, KeyType.Section parent) {
        if (isNull(node) || full()) {
            return;
        }
        if (type instanceof KeyType.Section section) {
            section(section, node, path, parent);
        } else if (type instanceof KeyType.Free free) {
            free(free, node, path, parent);
        } else if (type instanceof KeyType.Texts texts) {
            texts(texts, node, path);
        } else if (type instanceof KeyType.Variables) {
            new VariableValidator(problems).check(node, path);
        } else {
            single((KeyType.Single) type, node, path);
        }
    }

    private void single(KeyType.Single type, YamlNode node, String path) {
        if (!(node instanceof YamlNode.Scalar) || !type.fits(text(node))) {
            wrong(type, node, path);
        }
    }

    private void section(KeyType.Section section, YamlNode node, String path, KeyType.Section parent) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            wrong(section, node, path);
            return;
        }
        for (YamlNode.Entry entry : mapping.entries()) {
            String name = plainName(entry);
            Optional<Key> key = section.find(name);
            if (key.isEmpty()) {
                unknown(section, parent, entry, path);
            } else if (appends(entry) && !(key.get().type() instanceof KeyType.Texts)) {
                problems.add(mark(
                        entry.key().span(),
                        join(path, entry.name()) + ": only lists can be extended with '+', and '" + name + "' is "
                                + key.get().type().expected(),
                        "Write '" + name + "' without the +"));
            } else {
                check(key.get().type(), entry.value(), join(path, name), section);
            }
        }
    }

    private void free(KeyType.Free free, YamlNode given, String path, KeyType.Section parent) {
        YamlNode node = free.words() ? WordMapping.of(given) : given;
        if (!(node instanceof YamlNode.Mapping mapping)) {
            wrong(free, node, path);
            return;
        }
        for (YamlNode.Entry entry : mapping.entries()) {
            boolean list = free.value() instanceof KeyType.Texts;
            String name = list ? plainName(entry) : entry.name();
            if (!free.names().accepts(name)) {
                problems.add(mark(
                        entry.key().span(),
                        path + ": '" + entry.name() + "' cannot be a name here",
                        "It must be " + free.names().meaning()));
                continue;
            }
            check(free.value(), entry.value(), join(path, name), parent);
        }
    }

    private void texts(KeyType.Texts type, YamlNode node, String path) {
        if (node instanceof YamlNode.Mapping) {
            wrong(type, node, path);
        }
        if (node instanceof YamlNode.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                single(new KeyType.Text(), sequence.items().get(i), join(path, String.valueOf(i)));
            }
        }
    }

    private void wrong(KeyType type, YamlNode node, String path) {
        String found = node instanceof YamlNode.Scalar scalar ? "'" + shorten(text(scalar)) + "'" : node.kind();
        String subject = path.isEmpty() ? "" : path + ": ";
        problems.add(
                node.span().mark(Problem.error(subject + "expected " + type.expected() + ", but this is " + found)));
    }

    static String shorten(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > 60 ? line.substring(0, 57) + "..." : line;
    }

    /** Hints take their time. */
    private boolean full() {
        return problems instanceof ProblemList list && list.full();
    }

    private void unknown(KeyType.Section section, KeyType.Section parent, YamlNode.Entry entry, String path) {
        if (full()) {
            return;
        }
        String where = path.isEmpty() ? "" : path + ": ";
        problems.add(mark(
                entry.key().span(),
                where + "there is no key '" + entry.name() + "' here",
                hint(section, parent, entry)));
    }

    /** Spelling first, then one level out, then one level in. */
    private String hint(KeyType.Section section, KeyType.Section parent, YamlNode.Entry entry) {
        String name = layered ? entry.name().replaceFirst("[?+]$", "") : entry.name();
        String spelling = Suggestions.didYouMean(name, names(section));
        if (!spelling.isEmpty()) {
            return spelling;
        }
        for (KeyType.Section outer : List.of(parent, top)) {
            if (outer != section && outer.find(name).isPresent()) {
                return "'" + name + "' is a key of the level above; is it indented too far?";
            }
        }
        Set<String> inner = new LinkedHashSet<>();
        section.keys().stream()
                .filter(key -> key.type() instanceof KeyType.Section below
                        && below.find(name).isPresent())
                .forEach(key -> inner.add(key.name()));
        return inner.isEmpty()
                ? known(section)
                : "'" + name + "' is a key of " + Suggestions.either(List.copyOf(inner)) + "; indent it below that";
    }

    private static String known(KeyType.Section section) {
        String known = "Known here: " + String.join(", ", names(section));
        String missing = section.others().missing();
        return missing.isEmpty() ? known : known + ". " + missing;
    }

    private static List<String> names(KeyType.Section section) {
        return Stream.concat(section.keys().stream().map(Key::name), section.others().names().stream())
                .toList();
    }

    private Problem mark(Span span, String what, String help) {
        return span.mark(Problem.error(what).help(help));
    }

    private String plainName(YamlNode.Entry entry) {
        return appends(entry) ? plain(entry.name()) : entry.name();
    }

    private boolean appends(YamlNode.Entry entry) {
        return layered && entry.name().endsWith("+");
    }

    static String plain(String name) {
        return name.endsWith("+") ? name.substring(0, name.length() - 1).stripTrailing() : name;
    }

    static boolean isNull(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.text() == null;
    }

    private static String text(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar ? scalar.value().orElse("") : "";
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** All problems of a file that must fit the table. */
    static List<Problem> problems(KeyType.Section table, YamlNode node) {
        List<Problem> problems = new ArrayList<>();
        new Validator(table, false, problems).check(node, "");
        return problems;
    }
}
