package io.pergola.lint;

import io.pergola.model.Place;
import io.pergola.model.Problem;
import io.pergola.model.Severity;
import io.pergola.model.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings as a SARIF 2.1.0 log (OASIS, "Static Analysis Results Interchange Format"), which code hosts show beside the lines. */
public final class Sarif {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private static final String ROOT = "ROOT";

    private final String version;
    private final Path root;

    /**
     * For logs of one checkout.
     *
     * @param version Pergola's
     * @param root files below it are named relative to it; absolute
     */
    public Sarif(String version, Path root) {
        this.version = version;
        this.root = root;
    }

    /** The log. */
    public Value.Entries log(Report report) {
        var run = new LinkedHashMap<String, Value>();
        run.put("tool", object("driver", driver()));
        run.put("columnKind", Value.of("utf16CodeUnits"));
        run.put("originalUriBaseIds", object(ROOT, object("uri", Value.of(uri(root) + "/"))));
        run.put(
                "results",
                new Value.Items(report.findings().stream().map(this::result).toList()));
        var log = new LinkedHashMap<String, Value>();
        log.put("$schema", Value.of(SCHEMA));
        log.put("version", Value.of("2.1.0"));
        log.put("runs", new Value.Items(List.of(new Value.Entries(run))));
        return new Value.Entries(log);
    }

    private static Value object(String key, Value value) {
        return Value.of(Map.of(key, value));
    }

    private Value driver() {
        List<Value> rules = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            var entry = new LinkedHashMap<String, Value>();
            entry.put("id", Value.of(rule.id()));
            entry.put("shortDescription", object("text", Value.of(rule.meaning())));
            rules.add(new Value.Entries(entry));
        }
        var driver = new LinkedHashMap<String, Value>();
        driver.put("name", Value.of("pergola lint"));
        driver.put("version", Value.of(version));
        driver.put("rules", new Value.Items(rules));
        return new Value.Entries(driver);
    }

    private Value result(Finding finding) {
        Problem problem = finding.problem();
        var result = new LinkedHashMap<String, Value>();
        result.put("ruleId", Value.of(finding.rule().id()));
        result.put("ruleIndex", Value.of((long) List.of(Rule.values()).indexOf(finding.rule())));
        result.put("level", Value.of(level(problem.severity())));
        String help = problem.help().map(text -> ". " + text).orElse("");
        result.put("message", object("text", Value.of(problem.what() + help)));
        List<Value> locations = problem.place().map(this::location).stream().toList();
        result.put("locations", new Value.Items(locations));
        return new Value.Entries(result);
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "note";
        };
    }

    private Value location(Place place) {
        var region = new LinkedHashMap<String, Value>();
        region.put("startLine", Value.of((long) place.line()));
        region.put("startColumn", Value.of((long) place.column()));
        var physical = new LinkedHashMap<String, Value>();
        physical.put("artifactLocation", artifact(place.source()));
        physical.put("region", new Value.Entries(region));
        return object("physicalLocation", new Value.Entries(physical));
    }

    private Value artifact(String source) {
        var artifact = new LinkedHashMap<String, Value>();
        try {
            Path file = root.resolve(source).normalize();
            if (file.startsWith(root)) {
                artifact.put("uri", Value.of(relative(root.relativize(file))));
                artifact.put("uriBaseId", Value.of(ROOT));
            } else {
                artifact.put("uri", Value.of(uri(file)));
            }
        } catch (InvalidPathException e) {
            artifact.put("uri", Value.of("unknown"));
        }
        return new Value.Entries(artifact);
    }

    private static String uri(Path path) {
        return path.toUri().toString().replaceFirst("/$", "");
    }

    private static String relative(Path path) {
        try {
            return new URI(null, null, path.toString(), null).getRawPath();
        } catch (URISyntaxException e) {
            return path.toString();
        }
    }
}
