package io.pergola.store;

import io.pergola.model.RunId;

/** What can be in a group. */
public sealed interface GroupMember {

    /** A test run. */
    record Run(RunId id) implements GroupMember {
        @Override
        public String word() {
            return id.toString();
        }
    }

    /**
     * A series, with all runs that it has or will have.
     *
     * @param label of its working directory
     * @param number at least 1
     */
    record Series(String label, int number) implements GroupMember {
        @Override
        public String word() {
            return (label.equals(RunId.MAIN) ? "s" : label + ".s") + number;
        }
    }

    /** Another group, by its name. */
    record Group(String name) implements GroupMember {
        @Override
        public String word() {
            return name;
        }
    }

    /** As users write it: {@code 12}, {@code label.12}, {@code s5}, {@code label.s5} or a name; also the name of its file. */
    String word();
}
