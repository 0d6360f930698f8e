package io.pergola.lint;

import io.pergola.config.Key;
import io.pergola.config.KeyType;
import io.pergola.config.Setting;
import io.pergola.expr.Expression;
import io.pergola.expr.ExpressionException;
import io.pergola.expr.Template;
import io.pergola.expr.VariableReference;
import io.pergola.model.Problem;
import io.pergola.yaml.YamlNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The texts of tests and layers, each parsed once. */
final class Texts {

    private final Map<String, Optional<Template>> parsed = new HashMap<>();
    private final Findings findings;

    Texts(Findings findings) {
        this.findings = findings;
    }

    /** The text, if it is well formed. */
    Optional<Template> template(String text) {
        return parsed.computeIfAbsent(text, each -> {
            try {
                return Optional.of(Template.parse(each));
            } catch (ExpressionException e) {
                return Optional.empty();
            }
        });
    }

    /** Reports the texts of a mapping that has passed validation and are not well formed; true if there are none. */
    boolean check(KeyType type, YamlNode node, String path) {
        return switch (node) {
            case YamlNode.Scalar scalar -> literal(type) || check(scalar, path);
            case YamlNode.Sequence sequence -> {
                boolean good = true;
                for (int i = 0; i < sequence.items().size(); i++) {
                    good &= check(type, sequence.items().get(i), path + "." + i);
                }
                yield good;
            }
            case YamlNode.Mapping mapping -> mapping(type, mapping, path);
        };
    }

    private boolean mapping(KeyType type, YamlNode.Mapping mapping, String path) {
        boolean good = true;
        for (YamlNode.Entry entry : mapping.entries()) {
            String name = plain(entry.name());
            String below = path + "." + name;
            if (path.endsWith(".only_if") || path.endsWith(".not_if")) {
                good &= check(entry.key(), below);
            }
            Optional<KeyType> inner = below(type, name);
            good &= inner.isEmpty() || apart(below) || check(inner.get(), entry.value(), below);
        }
        return good;
    }

    /** Names, not texts. */
    private static boolean apart(String path) {
        return path.endsWith(".inherits_from") || path.endsWith(".permute_on");
    }

    private static Optional<KeyType> below(KeyType type, String name) {
        return switch (type) {
            case KeyType.Section section -> section.find(name).map(Key::type);
            case KeyType.Free free -> Optional.of(free.value());
            default -> Optional.of(type);
        };
    }

    private static boolean literal(KeyType type) {
        return type instanceof KeyType.Word || type instanceof KeyType.Flag;
    }

    static String plain(String name) {
        return name.endsWith("+") || name.endsWith("?") ? name.substring(0, name.length() - 1) : name;
    }

    private boolean check(YamlNode.Scalar scalar, String path) {
        String text = scalar.value().orElse("");
        if (template(text).isPresent()) {
            return true;
        }
        try {
            Template.parse(text);
        } catch (ExpressionException e) {
            Problem problem = Problem.error(path + ": " + e.getMessage());
            Problem helped = e.help().map(help -> problem.help(sentence(help))).orElse(problem);
            findings.add(Rule.EXPRESSION, scalar.mark(helped, e.start()));
        }
        return false;
    }

    private static String sentence(String help) {
        return help.isEmpty() ? help : Character.toUpperCase(help.charAt(0)) + help.substring(1);
    }

    /** The names of variables that a layer's mapping mentions. */
    Set<String> mentioned(YamlNode node) {
        Set<String> names = new HashSet<>();
        mention(node, names);
        return names;
    }

    private void mention(YamlNode node, Set<String> names) {
        switch (node) {
            case YamlNode.Scalar scalar -> names.addAll(own(scalar.value().orElse("")));
            case YamlNode.Sequence sequence -> sequence.items().forEach(item -> mention(item, names));
            case YamlNode.Mapping mapping ->
                mapping.entries().forEach(entry -> {
                    names.addAll(own(entry.name()));
                    mention(entry.value(), names);
                });
        }
    }

    /** The names that a text may take from the set {@code var}. */
    Set<String> own(String text) {
        Set<String> names = new HashSet<>();
        for (VariableReference reference : references(text)) {
            if (reference.set() == null || "var".equals(reference.set())) {
                names.add(reference.name());
            }
        }
        return names;
    }

    List<VariableReference> references(String text) {
        return template(text).map(Template::references).orElse(List.of());
    }

    /** All that the settings of a test mention, but for its variables; paths into results that lead to variables count. */
    Set<String> used(Setting.Group settings) {
        Set<String> names = new HashSet<>();
        settings.entries().forEach((key, setting) -> {
            if (!key.equals("permute_on")) {
                use(setting, names);
            }
        });
        settings.group("result_evaluate").entries().values().forEach(setting -> {
            if (setting instanceof Setting.Text text) {
                names.addAll(paths(text.value().orElse("")));
            }
        });
        return names;
    }

    private void use(Setting setting, Set<String> names) {
        switch (setting) {
            case Setting.Text text -> names.addAll(own(text.value().orElse("")));
            case Setting.Listing listing -> listing.items().forEach(item -> use(item, names));
            case Setting.Group group ->
                group.entries().forEach((name, below) -> {
                    names.addAll(own(name));
                    use(below, names);
                });
            case Setting.Variables variables -> {}
        }
    }

    private static Set<String> paths(String text) {
        Set<String> names = new HashSet<>();
        try {
            Expression.parse(text).paths().stream()
                    .filter(path -> path.size() > 1 && path.getFirst().equals("var"))
                    .forEach(path -> names.add(path.get(1)));
        } catch (ExpressionException e) {
            // It may need its own expressions filled in first; resolving the test tells what is wrong with it.
            names.clear();
        }
        return names;
    }
}
