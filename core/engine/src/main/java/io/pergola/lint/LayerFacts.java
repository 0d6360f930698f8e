package io.pergola.lint;

import io.pergola.config.Layer;
import io.pergola.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the layers beside the tests bring in: any of them may be over or under a test. */
final class LayerFacts {

    private final Set<String> defined = new HashSet<>();
    private final Set<String> mentioned = new HashSet<>();
    private final Set<String> conditions = new HashSet<>();
    private final List<Variables> variables = new ArrayList<>();

    /** The names of the variables that a layer sets. */
    record Variables(Layer layer, Set<String> names) {}

    LayerFacts() {}

    /** These, to be added to. */
    LayerFacts(LayerFacts others) {
        defined.addAll(others.defined);
        mentioned.addAll(others.mentioned);
        conditions.addAll(others.conditions);
        variables.addAll(others.variables);
    }

    void add(Layer layer, YamlNode content, Texts texts) {
        if (!(content instanceof YamlNode.Mapping mapping)) {
            return;
        }
        mentioned.addAll(texts.mentioned(mapping));
        for (YamlNode.Entry entry : mapping.entries()) {
            if (entry.value() instanceof YamlNode.Mapping below) {
                switch (Texts.plain(entry.name())) {
                    case "variables" -> {
                        Set<String> names = new HashSet<>();
                        remember(below, names);
                        defined.addAll(names);
                        variables.add(new Variables(layer, names));
                    }
                    case "only_if", "not_if" -> remember(below, conditions);
                    default -> {}
                }
            }
        }
    }

    private static void remember(YamlNode.Mapping mapping, Set<String> names) {
        mapping.entries().forEach(entry -> names.add(Texts.plain(entry.name())));
    }

    /** The layers that set one of these variables. */
    List<Layer> setting(Set<String> names) {
        return variables.stream()
                .filter(each -> !Collections.disjoint(each.names(), names))
                .map(Variables::layer)
                .distinct()
                .toList();
    }

    /** True if some layer gives a variable of that name a value. */
    boolean defines(String name) {
        return defined.contains(name);
    }

    /** The variables that layers use. */
    Set<String> mentioned() {
        return mentioned;
    }

    /** True if some layer has a condition on that text. */
    boolean conditions(String text) {
        return conditions.contains(text);
    }
}
