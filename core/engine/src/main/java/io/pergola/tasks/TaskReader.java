package io.pergola.tasks;

import io.pergola.config.Suggestions;
import io.pergola.json.Json;
import io.pergola.model.ExitWords;
import io.pergola.model.Value;
import io.pergola.pilot.Retries;
import io.pergola.slots.ConsumableSpec;
import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.ResourceRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes tasks of what somebody wrote. Requests that are equal are one object, so that a million tasks take little room. */
final class TaskReader {

    /** What a task may say; the last two are kept, or passed over, for files of other pilots. */
    private static final Set<String> KEYS = new LinkedHashSet<>(List.of(
            "id",
            "command",
            "cores",
            "ranks",
            "ranks_per_node",
            "gpus",
            "mem",
            "numa",
            "exclusive",
            "requires",
            "priority",
            "timeout",
            "grace",
            "max_retries",
            "retry_delay",
            "retry_on",
            "workdir",
            "env",
            "depends_on",
            "tags",
            "retries"));

    private static final int LONGEST_ID = 200;
    private static final int MOST_RETRIES = 1000;
    private static final String ALSO = "._-+=@,:#%";
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Set<String> CAUSES = Set.of("fail", "error", "timeout", "signal");

    private final boolean strict;
    private final Map<ResourceRequest, ResourceRequest> requests = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();

    /** @param strict whether what is passed over otherwise is an error */
    TaskReader(boolean strict) {
        this.strict = strict;
    }

    /** What was passed over since the last time; each a line for users. */
    List<String> takeWarnings() {
        List<String> taken = List.copyOf(warnings);
        warnings.clear();
        return taken;
    }

    /** Reads one that was read before, from its {@link TaskSpec#json}. */
    TaskSpec again(String json) {
        return read(Json.read(json), json, new ArrayList<>())
                .orElseThrow(() -> new IllegalStateException("No task any more: " + json));
    }

    /** The task; empty if there is a flaw. */
    Optional<TaskSpec> read(Value value, List<Flaw> flaws) {
        return read(value, Json.write(value), flaws);
    }

    /** @param json the same as one line of JSON */
    Optional<TaskSpec> read(Value value, String json, List<Flaw> flaws) {
        if (!(value instanceof Value.Entries(var values))) {
            flaws.add(new Flaw(
                    "",
                    "a task is a mapping such as {\"id\": \"a\", \"command\": \"true\"}, not "
                            + TaskFields.words(value),
                    ""));
            return Optional.empty();
        }
        int before = flaws.size();
        for (String key : values.keySet()) {
            if (!KEYS.contains(key)) {
                flaws.add(new Flaw(key, "a task has no key '" + key + "'", Suggestions.didYouMean(key, KEYS)));
            }
        }
        var fields = new TaskFields(values, flaws);
        String id = id(fields, flaws);
        String command = fields.text("command").orElse("");
        if (command.isBlank() || command.indexOf('\0') >= 0) {
            flaws.add(new Flaw("command", "the task " + id + " needs a command", "Give a line for the shell"));
        }
        ConsumableSpec requires = requires(fields, flaws);
        ResourceRequest request = request(fields, requires, flaws);
        var spec = new TaskSpec(
                id,
                command,
                request,
                fields.whole("priority", Integer.MIN_VALUE, 0),
                fields.time("timeout").filter(Duration::isPositive).orElse(null),
                fields.time("grace").orElse(GRACE),
                retries(fields, flaws),
                fields.text("workdir").orElse(null),
                fields.mapping("env"),
                new LinkedHashSet<>(fields.texts("depends_on")),
                requires.unusable(),
                json);
        return flaws.size() > before ? Optional.empty() : Optional.of(spec);
    }

    private static String id(TaskFields fields, List<Flaw> flaws) {
        String id = fields.text("id").orElse("");
        boolean known = id.chars().allMatch(c -> Character.isLetterOrDigit(c) || ALSO.indexOf(c) >= 0);
        if (id.isEmpty()) {
            flaws.add(new Flaw("", "a task needs an id", "Add the key id"));
        } else if (!known || id.startsWith(".") || id.length() > LONGEST_ID) {
            flaws.add(new Flaw(
                    "id",
                    "'" + id + "' cannot be an id, since a directory gets its name",
                    "Use letters, digits and " + ALSO + ", up to " + LONGEST_ID + " in all, no . first"));
        }
        return id;
    }

    private ConsumableSpec requires(TaskFields fields, List<Flaw> flaws) {
        ConsumableSpec spec = fields.isMapping("requires")
                ? ConsumableSpec.of(fields.mapping("requires"))
                : ConsumableSpec.parse(fields.text("requires").orElse(""));
        if (strict) {
            spec.warnings().forEach(warning -> flaws.add(new Flaw("requires", lowerFirst(warning), "")));
            spec.unusable().forEach(clause -> flaws.add(new Flaw("requires", clause, "")));
        } else {
            warnings.addAll(spec.warnings());
        }
        return spec;
    }

    private static String lowerFirst(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    private ResourceRequest request(TaskFields fields, ConsumableSpec requires, List<Flaw> flaws) {
        int cores = fields.whole("cores", 0, 1);
        int ranks = fields.whole("ranks", 1, 1);
        int perNode = fields.whole("ranks_per_node", 0, 0);
        double gpus = fields.number("gpus");
        Map<String, Long> named = requires.amounts();
        ResourceRequest request = ResourceRequest.ofConsumables(named);
        if (cores > 0 || gpus > 0) {
            try {
                RankRequirements rank = rank(fields, cores, gpus);
                request = new ResourceRequest(ranks, rank, perNode, List.of(), named);
            } catch (IllegalArgumentException e) {
                flaws.add(new Flaw(gpus > 0 ? "gpus" : "ranks", String.valueOf(e.getMessage()), ""));
            }
        }
        return requests.computeIfAbsent(request, each -> each);
    }

    private static RankRequirements rank(TaskFields fields, int cores, double gpus) {
        RankRequirements rank = RankRequirements.ofCores(Math.max(1, cores)).withGpus(gpus);
        if (cores == 0) {
            rank = rank.withoutCores();
        }
        rank = rank.withMib(fields.mebibytes("mem"), 0);
        rank = fields.flag("numa") ? rank.withinNuma() : rank;
        return fields.flag("exclusive") ? rank.alone() : rank;
    }

    private static Retries retries(TaskFields fields, List<Flaw> flaws) {
        int most = fields.whole("max_retries", 0, 0);
        Duration delay = fields.time("retry_delay").orElse(Duration.ZERO);
        var causes = new LinkedHashSet<String>();
        for (String cause : fields.texts("retry_on")) {
            if (!isCause(cause)) {
                flaws.add(new Flaw(
                        "retry_on",
                        "'" + cause + "' is no reason to try again",
                        "Give fail, timeout, signal, the name of a signal (SIGSEGV), or an exit code"));
            }
            causes.add(cause);
        }
        return most == 0 && causes.isEmpty() ? Retries.NONE : new Retries(Math.min(most, MOST_RETRIES), delay, causes);
    }

    private static boolean isCause(String word) {
        boolean code = !word.isEmpty() && word.length() <= 3 && word.chars().allMatch(c -> c >= '0' && c <= '9');
        return code
                || CAUSES.contains(word)
                || (word.startsWith("SIG") && ExitWords.signalNumber(word).isPresent());
    }
}
