package io.pergola.results;

import io.pergola.model.Problem;
import java.util.List;

/** Where faults of result sections are told. */
@FunctionalInterface
public interface ProblemSink {

    /**
     * Takes one fault.
     *
     * @param path the setting that is to blame, as {@code result_parse.PARSER.KEY.ARGUMENT}; it may be unset or go less deep
     * @param problem the fault in a sentence that names the setting
     */
    void report(String path, Problem problem);

    /** Gathers the faults without their paths. */
    static ProblemSink into(List<Problem> problems) {
        return (path, problem) -> problems.add(problem);
    }
}
