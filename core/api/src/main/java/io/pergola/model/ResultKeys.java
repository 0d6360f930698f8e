package io.pergola.model;

import java.util.Set;

/** The keys of a run's results that are not a test's own. Immutable. */
public final class ResultKeys {

    /** The verdict; the only one of these keys that a test may parse or evaluate. */
    public static final String RESULT = "result";

    /** What went wrong while results were gathered: a list of texts. */
    public static final String ERRORS = "pav_result_errors";

    /** What was found in each of several files: a mapping of their names to mappings. */
    public static final String PER_FILE = "per_file";

    /** The nodes that the run had: a list of texts. Not reserved, as in Pavilion: a test's own result takes its place. */
    public static final String NODES = "nodes";

    /** The units of figures: a mapping of keys to texts. Not reserved: a test's own result takes its place. */
    public static final String UNITS = "result_units";

    /** Why the run did not pass: a text, if there is anything to say. Not reserved, as {@link #UNITS}. */
    public static final String REASON = "result_reason";

    /** What figures should be, by their paths: mappings. Not reserved, as {@link #UNITS}. */
    public static final String REFERENCES = "result_references";

    /** At which attempt the run came to these results: a number, if it was not the first. Not reserved, as {@link #UNITS}. */
    public static final String ATTEMPT = "result_attempt";

    private static final Set<String> RESERVED = Set.of(
            "name",
            "id",
            "test_version",
            "pav_version",
            "created",
            "started",
            "finished",
            "duration",
            "user",
            "job_info",
            "permute_on",
            "sched",
            "var",
            "sys_name",
            ERRORS,
            PER_FILE,
            "return_value",
            "uuid",
            "results_log");

    private ResultKeys() {}

    /** True if a test may not give a result this name; {@code key} is the plain name, without a path. */
    public static boolean reserved(String key) {
        return RESERVED.contains(key);
    }
}
