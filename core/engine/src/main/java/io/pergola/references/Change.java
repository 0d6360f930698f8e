package io.pergola.references;

import io.pergola.model.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One reference value, old and new.
 *
 * @param tests the whole names of the tests whose runs went into it; at least one
 * @param figure its path
 * @param glob the nodes or the system for which it holds; empty for all
 * @param runs how many runs went into it
 * @param old the value until now, if there is one and it is a number
 * @param value the new one
 * @param unit of both; empty if there is none
 * @param target where it belongs
 */
public record Change(
        List<String> tests,
        String figure,
        String glob,
        int runs,
        OptionalDouble old,
        double value,
        String unit,
        Target target) {

    /** Copies. */
    public Change {
        tests = List.copyOf(tests);
    }

    /** Where a value stands, or shall. */
    public sealed interface Target {

        /** In a file of references; {@code line} is 0 for what is not there yet. */
        record InFile(Path file, int line) implements Target {}

        /** Where nothing is written for the user, with the place and the mend. */
        record ByHand(Problem why) implements Target {}
    }

    /** True if there is nothing to write. */
    public boolean same() {
        return old.isPresent() && Double.compare(old.getAsDouble(), value) == 0;
    }

    /** The file that is to be changed, if any. */
    Optional<Path> file() {
        return target instanceof Target.InFile(Path file, int _) && !same() ? Optional.of(file) : Optional.empty();
    }
}
