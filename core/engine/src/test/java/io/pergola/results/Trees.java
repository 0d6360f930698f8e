package io.pergola.results;

import io.pergola.model.Problem;
import io.pergola.model.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Sections written as YAML, as trees of mappings, lists and texts. */
final class Trees {

    private Trees() {}

    static Value.Entries yaml(String text) {
        return new Compose(LoadSettings.builder().build())
                .composeString(text)
                .map(root -> (Value.Entries) value(root))
                .orElseGet(Trees::none);
    }

    private static Value value(Node node) {
        return switch (node) {
            case ScalarNode scalar when scalar.isPlain() && scalar.getValue().isEmpty() -> Value.NULL;
            case ScalarNode scalar -> Value.of(scalar.getValue());
            case SequenceNode list ->
                new Value.Items(list.getValue().stream().map(Trees::value).toList());
            case MappingNode map -> {
                var values = new LinkedHashMap<String, Value>();
                for (NodeTuple tuple : map.getValue()) {
                    values.put(((ScalarNode) tuple.getKeyNode()).getValue(), value(tuple.getValueNode()));
                }
                yield Value.of(values);
            }
            default -> throw new AssertionError(node.toString());
        };
    }

    static Value.Entries none() {
        return new Value.Entries(new LinkedHashMap<>());
    }

    /** The part of a tree under a key; nothing if there is none. */
    static Value.Entries part(Value.Entries tree, String key) {
        return tree.values().get(key) instanceof Value.Entries part ? part : none();
    }

    /** A plan from sections written as {@code result_parse: ...} and {@code result_evaluate: ...}; fails if anything is wrong. */
    static ResultPlan plan(String sections) {
        List<Problem> problems = new ArrayList<>();
        ResultPlan plan = plan(sections, problems);
        if (!problems.isEmpty()) {
            throw new AssertionError(problems.toString());
        }
        return plan;
    }

    static ResultPlan plan(String sections, List<Problem> problems) {
        Value.Entries tree = yaml(sections);
        return ResultPlan.of(ResultSections.of(tree), problems);
    }

    /** Judges a run whose log is given, in a directory that may hold more files. */
    static Judgement judge(Path run, String log, String sections) {
        try {
            Files.createDirectories(run.resolve("build"));
            Files.writeString(run.resolve("run.log"), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return judge(run, sections);
    }

    static Judgement judge(Path run, String sections) {
        return Judge.judge(plan(sections), evidence(run, 0));
    }

    static Evidence evidence(Path run, int returnValue) {
        var base = new LinkedHashMap<String, Value>();
        base.put("name", Value.of("suite.test"));
        base.put("return_value", Value.of(returnValue));
        return new Evidence(run.resolve("build"), new Value.Entries(base));
    }
}
