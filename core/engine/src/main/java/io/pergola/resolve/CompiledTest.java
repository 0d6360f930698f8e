package io.pergola.resolve;

import io.pergola.config.MergedTest;
import io.pergola.config.Setting;
import io.pergola.model.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A test with all its texts parsed.
 *
 * @param merged what it was made of
 * @param tree all but variables, subtitle and permute_on
 * @param variables by name
 * @param subtitle as the test gives it; null if it does not
 * @param permuteOn as the test gives it
 * @param written where the text at each path stands
 * @param problems the texts that are not well formed
 */
record CompiledTest(
        MergedTest merged,
        CompiledNode.Group tree,
        SequencedMap<String, CompiledVariable> variables,
        @Nullable CompiledText subtitle,
        List<Setting.Text> permuteOn,
        Map<String, Setting.Text> written,
        List<Problem> problems) {

    CompiledTest {
        variables = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(variables));
        permuteOn = List.copyOf(permuteOn);
        problems = List.copyOf(problems);
    }

    String name() {
        return merged.suite().name() + "." + merged.name();
    }

    /** Every text of it. */
    Stream<CompiledText> texts() {
        return Stream.of(
                        Stream.ofNullable(subtitle),
                        variables.values().stream()
                                .flatMap(variable -> variable.items().stream())
                                .flatMap(CompiledVariable.Item::texts),
                        tree.texts())
                .flatMap(texts -> texts);
    }

    /** The problem, at the text that stands at a path, where there is one. */
    Problem locate(String path, Problem problem) {
        if (path.equals("permute_on") && !permuteOn.isEmpty()) {
            return permuteOn.getFirst().mark(problem, 0);
        }
        Setting.@Nullable Text text = written.get(path);
        if (text != null) {
            return text.mark(problem, 0);
        }
        return written.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(path + "."))
                .findFirst()
                .map(entry -> entry.getValue().mark(problem, 0))
                .orElse(problem);
    }
}
