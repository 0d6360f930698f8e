package io.pergola.config;

import io.pergola.yaml.YamlNode;
import io.pergola.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A value with one thing in it changed. */
final class Spoiling {

    private static final List<YamlNode> VALUES = Stream.of(
                    "3",
                    "-1",
                    "'text'",
                    "yes",
                    "'{{x}}'",
                    "[a]",
                    "[]",
                    "[[a]]",
                    "{}",
                    "{a: b}",
                    "{a+: [b]}",
                    "{a: [b]}")
            .map(Spoiling::parse)
            .toList();

    private static final List<String> ENDINGS = List.of("x", "+", " +", "?");

    private Spoiling() {}

    private static YamlNode parse(String yaml) {
        return Objects.requireNonNull(YamlReader.read("value", yaml).node());
    }

    /** Every value that has one place changed, itself among the places. */
    static List<YamlNode> of(YamlNode node) {
        List<YamlNode> spoilt = new ArrayList<>(VALUES);
        switch (node) {
            case YamlNode.Scalar scalar -> {}
            case YamlNode.Sequence sequence -> {
                for (int i = 0; i < Math.min(2, sequence.items().size()); i++) {
                    for (YamlNode item : of(sequence.items().get(i))) {
                        List<YamlNode> items = new ArrayList<>(sequence.items());
                        items.set(i, item);
                        spoilt.add(new YamlNode.Sequence(sequence.span(), items));
                    }
                }
            }
            case YamlNode.Mapping mapping -> {
                for (int i = 0; i < mapping.entries().size(); i++) {
                    for (YamlNode.Entry entry : of(mapping.entries().get(i))) {
                        List<YamlNode.Entry> entries = new ArrayList<>(mapping.entries());
                        entries.set(i, entry);
                        spoilt.add(new YamlNode.Mapping(mapping.span(), entries));
                    }
                }
            }
        }
        return spoilt;
    }

    private static List<YamlNode.Entry> of(YamlNode.Entry entry) {
        List<YamlNode.Entry> spoilt = new ArrayList<>();
        for (String ending : ENDINGS) {
            YamlNode.Scalar key = entry.key();
            spoilt.add(new YamlNode.Entry(
                    new YamlNode.Scalar(key.span(), key.style(), entry.name() + ending), entry.value()));
        }
        of(entry.value()).forEach(value -> spoilt.add(new YamlNode.Entry(entry.key(), value)));
        return spoilt;
    }
}
