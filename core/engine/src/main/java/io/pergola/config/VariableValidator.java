package io.pergola.config;

import io.pergola.model.Problem;
import io.pergola.yaml.YamlNode;
import java.util.List;

/** Checks the shape of a {@code variables} section. */
final class VariableValidator {

    private final List<Problem> problems;

    VariableValidator(List<Problem> problems) {
        this.problems = problems;
    }

    void check(YamlNode node, String path) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            wrong(node, path, new KeyType.Variables().expected());
            return;
        }
        for (YamlNode.Entry entry : mapping.entries()) {
            if (name(KeyType.Variables.NAMES, entry, path)) {
                value(entry, Validator.join(path, entry.name()));
            }
        }
    }

    private void value(YamlNode.Entry entry, String path) {
        YamlNode value = entry.value();
        if (value instanceof YamlNode.Sequence sequence) {
            List<YamlNode> items = sequence.items();
            for (int i = 0; i < items.size(); i++) {
                item(items.get(i), Validator.join(path, String.valueOf(i)));
            }
            boolean mappings = items.size() > 1 && items.stream().allMatch(item -> item instanceof YamlNode.Mapping);
            if (entry.name().endsWith("?") && mappings) {
                problems.add(value.span()
                        .mark(Problem.error(path
                                        + ": a default for sub-values is one mapping, but this is a list of several")
                                .help("Give one mapping; it fills the gaps of every item")));
            }
            return;
        }
        item(value, path);
    }

    private void item(YamlNode node, String path) {
        switch (node) {
            case YamlNode.Scalar scalar -> {}
            case YamlNode.Sequence sequence -> wrong(sequence, path, "a text or a mapping of texts");
            case YamlNode.Mapping mapping -> {
                for (YamlNode.Entry part : mapping.entries()) {
                    boolean named = name(KeyType.Variables.PARTS, part, path);
                    if (named && !(part.value() instanceof YamlNode.Scalar)) {
                        wrong(part.value(), Validator.join(path, part.name()), "a text (variables nest no deeper)");
                    }
                }
            }
        }
    }

    private boolean name(NameRule rule, YamlNode.Entry entry, String path) {
        boolean fits = rule.accepts(entry.name());
        if (!fits) {
            problems.add(entry.key()
                    .span()
                    .mark(Problem.error(path + ": '" + entry.name() + "' cannot be the name of a variable or sub-value")
                            .help("It must be " + rule.meaning())));
        }
        return fits;
    }

    private void wrong(YamlNode node, String path, String expected) {
        problems.add(node.span().mark(Problem.error(path + ": expected " + expected + ", but this is " + node.kind())));
    }
}
