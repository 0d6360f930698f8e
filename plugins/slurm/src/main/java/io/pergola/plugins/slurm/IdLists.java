package io.pergola.plugins.slurm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Job numbers as one word of a command line, or several where the system would refuse one so long. */
final class IdLists {

    /** Linux takes up to 131,072 bytes in one word. */
    private static final int LONGEST = 100_000;

    private IdLists() {}

    /** None if there are no numbers. */
    static List<String> of(Collection<String> ids) {
        var lists = new ArrayList<String>();
        var list = new StringBuilder();
        for (String id : ids) {
            if (list.length() + id.length() >= LONGEST) {
                lists.add(list.toString());
                list.setLength(0);
            }
            list.append(list.isEmpty() ? "" : ",").append(id);
        }
        if (!list.isEmpty()) {
            lists.add(list.toString());
        }
        return lists;
    }
}
