package io.pergola.config;

import io.pergola.model.Problem;
import io.pergola.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a suite, as it stands in the file.
 *
 * @param name its name
 * @param key where the name stands
 * @param body its mapping; null if there is none, which means all defaults
 * @param problems what is wrong with it
 */
public record SuiteTest(String name, YamlNode.Scalar key, YamlNode.@Nullable Mapping body, List<Problem> problems) {

    /** Copies the list. */
    public SuiteTest {
        problems = List.copyOf(problems);
    }

    /** True if it only runs when it is named exactly. */
    public boolean hidden() {
        return name.startsWith("_");
    }

    /** The name of the test it inherits from, as written. */
    public Optional<YamlNode.Scalar> parent() {
        return text("inherits_from");
    }

    /** The summary, as written in the test itself. */
    public Optional<String> summary() {
        return text("summary").flatMap(YamlNode.Scalar::value);
    }

    private Optional<YamlNode.Scalar> text(String key) {
        Optional<YamlNode> node = body == null ? Optional.empty() : body.find(key);
        return node.filter(YamlNode.Scalar.class::isInstance)
                .map(YamlNode.Scalar.class::cast)
                .filter(scalar -> scalar.text() != null);
    }
}
