package io.pergola.plugins.slurm;

import io.pergola.model.NodeList;
import io.pergola.model.SchedulerException;
import java.util.List;

/** Lists of nodes, to names or a failure. */
final class PrintedNodes {

    private PrintedNodes() {}

    /**
     * The names in a list that Slurm printed or that a user wrote.
     *
     * @throws SchedulerException if it is no list of nodes
     */
    static List<String> names(String list) {
        return switch (NodeList.parse(list)) {
            case NodeList.Names(List<String> names) -> names;
            case NodeList.Malformed wrong ->
                throw new SchedulerException(wrong.problem().what(), wrong.help());
        };
    }
}
