package io.pergola.config;

import io.pergola.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** Reads values of a series file as far as they fit; what does not was told already. */
final class SeriesNodes {

    private SeriesNodes() {}

    static Optional<String> text(YamlNode.Mapping mapping, String key) {
        return scalar(mapping, key).flatMap(YamlNode.Scalar::value);
    }

    /** One with a text in it. */
    static Optional<YamlNode.Scalar> scalar(YamlNode.Mapping mapping, String key) {
        return mapping.find(key)
                .filter(YamlNode.Scalar.class::isInstance)
                .map(YamlNode.Scalar.class::cast)
                .filter(scalar -> scalar.value().filter(text -> !text.isEmpty()).isPresent());
    }

    static boolean flag(YamlNode.Mapping mapping, String key, boolean otherwise) {
        return text(mapping, key).map(text -> text.equalsIgnoreCase("true")).orElse(otherwise);
    }

    static int count(YamlNode.Mapping mapping, String key, int otherwise) {
        return text(mapping, key)
                .filter(text -> new KeyType.Count(0).fits(text))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    static List<String> texts(YamlNode.Mapping mapping, String key) {
        return scalars(mapping, key).stream()
                .flatMap(scalar -> scalar.value().stream())
                .toList();
    }

    static List<YamlNode.Scalar> scalars(YamlNode.Mapping mapping, String key) {
        return mapping.find(key).map(SeriesNodes::scalars).orElse(List.of());
    }

    /** Those that are not blank. */
    static List<YamlNode.Scalar> scalars(YamlNode node) {
        List<YamlNode> items = node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
        return items.stream()
                .filter(YamlNode.Scalar.class::isInstance)
                .map(YamlNode.Scalar.class::cast)
                .filter(scalar -> scalar.value().filter(text -> !text.isBlank()).isPresent())
                .toList();
    }
}
