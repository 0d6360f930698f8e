package io.pergola.yaml;

import io.pergola.model.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a file.
 *
 * @param source its text; empty if it could not be read
 * @param node the document; null if the file is empty or cannot be understood
 * @param problems what is wrong with it, in the order of the file
 */
public record YamlFile(SourceText source, @Nullable YamlNode node, List<Problem> problems) {

    /** Copies the list. */
    public YamlFile {
        problems = List.copyOf(problems);
    }

    /** The document, if there is one. */
    public Optional<YamlNode> root() {
        return Optional.ofNullable(node);
    }

    /** True if an error was found: what is there must not be used. */
    public boolean broken() {
        return problems.stream().anyMatch(Problem::isError);
    }
}
