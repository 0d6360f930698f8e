package io.pergola.cli;

import io.pergola.model.Value;
import io.pergola.report.Column;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import picocli.CommandLine.Command;

/** {@code pergola show result_base}. */
@Command(name = "result_base", description = "The keys that the results of every run have, whatever its test finds.")
final class ShowResultBase extends ShowListing {

    ShowResultBase(Context context) {
        super(context);
    }

    /** Every key with its meaning. */
    static SequencedMap<String, String> keys() {
        var keys = new LinkedHashMap<String, String>();
        keys.put("name", "the test, with its suite and the permutation");
        keys.put("id", "the run's number");
        keys.put("uuid", "given to no other run");
        keys.put("test_version", "as the test says it");
        keys.put("pav_version", "of Pergola");
        keys.put("created", "when the run was made, in seconds since 1970");
        keys.put("started", "when its script began");
        keys.put("finished", "when its script ended");
        keys.put("duration", "how long the script took, in seconds");
        keys.put("user", "who started it");
        keys.put("sys_name", "of which system");
        keys.put("job_info", "what the scheduler says of its job");
        keys.put("permute_on", "the values of its permutation");
        keys.put("sched", "the variables of the scheduler");
        keys.put("var", "the variables of the test");
        keys.put("nodes", "where it ran");
        keys.put("return_value", "the script's exit code; the number of a signal that ended it, as a negative one");
        keys.put("per_file", "what was found in each of several files");
        keys.put("results_log", "the log of how the results were found");
        keys.put("pav_result_errors", "what went wrong meanwhile");
        keys.put("result", "PASS, FAIL or ERROR");
        return keys;
    }

    @Override
    Listing listing() {
        var listing = new Listing("result_base")
                .column("name", Column.fixed("Key"))
                .column("description", Column.text("Meaning", 20));
        for (Map.Entry<String, String> key : keys().entrySet()) {
            var row = new LinkedHashMap<String, Value>();
            row.put("name", Value.of(key.getKey()));
            row.put("description", Value.of(key.getValue()));
            listing.add(row);
        }
        return listing;
    }
}
