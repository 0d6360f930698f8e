package io.pergola.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program that is to be started on one node of an allocation.
 *
 * @param node the node's name, as {@link NodeSet} gives it
 * @param command the program and its arguments, at least one word
 * @param directory where it starts; on a file system that all nodes see
 * @param variables what it must find in its environment besides what the node sets for everybody
 */
public record NodeStart(String node, List<String> command, Path directory, Map<String, String> variables) {

    /** Copies the collections. */
    public NodeStart {
        command = List.copyOf(command);
        variables = Map.copyOf(variables);
    }
}
