package io.pergola.ci;

import io.pergola.json.Json;
import io.pergola.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs that did not pass, as remarks that GitHub and GitLab show beside a change. */
final class Annotations {

    private Annotations() {}

    /** Workflow commands of GitHub Actions: whoever prints them there makes remarks of them. */
    static List<String> github(List<CiRun> runs) {
        return runs.stream()
                .filter(run -> run.outcome() != CiRun.Outcome.PASSED)
                .map(run -> "::error "
                        + (run.suitePath().isEmpty() ? "" : "file=" + property(run.suitePath()) + ",")
                        + "title="
                        + property(run.run().name() + " (run " + run.run().id() + ")") + "::"
                        + data(run.reason()))
                .toList();
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    /** The form of GitLab's code quality reports. */
    static String gitlab(List<CiRun> runs) {
        return Json.write(new Value.Items(runs.stream()
                .filter(run -> run.outcome() != CiRun.Outcome.PASSED)
                .map(Annotations::remark)
                .toList()));
    }

    private static Value remark(CiRun run) {
        String name = run.run().name();
        var remark = new LinkedHashMap<String, Value>();
        remark.put("description", Value.of(name + " (run " + run.run().id() + "): " + run.reason()));
        remark.put("check_name", Value.of(name));
        // The same for the same trouble, so that GitLab knows what is new.
        remark.put(
                "fingerprint",
                Value.of("pergola-"
                        + Integer.toHexString(Objects.hash(name, run.outcome().name()))));
        remark.put("severity", Value.of(run.outcome() == CiRun.Outcome.FAILED ? "major" : "critical"));
        remark.put(
                "location",
                Value.of(Map.of(
                        "path", Value.of(run.suitePath().isEmpty() ? name : run.suitePath()),
                        "lines", Value.of(Map.of("begin", Value.of(1))))));
        return Value.of(remark);
    }
}
