package io.pergola.plugins.slurm;

import io.pergola.model.NodeList;
import io.pergola.model.SchedulerException;
import io.pergola.spi.JobRequest;
import io.pergola.spi.KickoffHeader;
import io.pergola.spi.NodeRequest;
import io.pergola.spi.ShellWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The {@code #SBATCH} lines of a job, in the order that users know from Pavilion; newer options stand behind those. */
final class JobHeader {

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_.,:=@%/+&|*()\\[\\]-]+");
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,8}");
    private static final Pattern GPUS =
            Pattern.compile("(?:[A-Za-z0-9_.-]+:)?\\d{1,6}(?:,(?:[A-Za-z0-9_.-]+:)?\\d{1,6})*");
    private static final Pattern MEMORY = Pattern.compile("\\d{1,12}[KMGTkmgt]?[Bb]?");

    /** Options that would change how often or when the script runs, or what sbatch prints. */
    private static final Pattern OURS = Pattern.compile("-[aWQ].*|--(?:array|wait|wrap|parsable|quiet)(?:=.*)?");

    private final JobRequest job;
    private final SlurmOptions options;
    private final Function<List<String>, List<String>> reservationsOf;
    private final List<String> lines = new ArrayList<>();

    private JobHeader(JobRequest job, Function<List<String>, List<String>> reservationsOf) {
        this.job = job;
        this.options = new SlurmOptions(job.schedule(), job.options());
        this.reservationsOf = reservationsOf;
    }

    /**
     * The lines.
     *
     * @param reservationsOf the reservations that hold any of some nodes now; asked only for {@code reservation: any}
     * @throws SchedulerException if a value cannot be said in such a line
     */
    static KickoffHeader of(JobRequest job, Function<List<String>, List<String>> reservationsOf) {
        var header = new JobHeader(job, reservationsOf);
        header.known();
        header.nodes();
        header.newer();
        header.extra();
        return new KickoffHeader(header.lines);
    }

    private void known() {
        lines.add("#SBATCH --job-name " + quoted("name", job.name().replace(" ", "__")));
        option("--core-spec", "core_spec");
        option("-p", "partition");
        reservation();
        option("--qos", "qos");
        option("--account", "account");
        List<String> features = options.ownList("features");
        if (!features.isEmpty()) {
            add("--constraint", "features", String.join("&", features));
        }
        @Nullable Duration limit = job.timeLimit();
        if (limit != null) {
            lines.add("#SBATCH -t " + limit.toHours() + ":" + limit.toMinutesPart() + ":" + limit.toSecondsPart());
        }
    }

    private void reservation() {
        String name = options.inSchedule("reservation").orElse("").strip();
        if (!name.toLowerCase(Locale.ROOT).equals("any")) {
            option("--reservation", "reservation");
        } else if (job.nodes() instanceof NodeRequest.Exactly(List<String> names)) {
            List<String> reservations = reservationsOf.apply(names);
            if (!reservations.isEmpty()) {
                add("--reservation", "reservation", String.join(",", reservations));
            }
        }
    }

    private void nodes() {
        switch (job.nodes()) {
            case NodeRequest.Exactly(List<String> names) -> {
                add("-w", "nodes", NodeList.compress(names));
                lines.add("#SBATCH --nodes " + names.stream().distinct().count());
            }
            case NodeRequest.Between(int min, OptionalInt max) -> {
                nodeList("-w", "include_nodes");
                nodeList("-x", "exclude_nodes");
                count(min, max);
            }
        }
        option("--ntasks", "tasks");
    }

    private void count(int min, OptionalInt max) {
        if (max.isPresent() && max.getAsInt() != min) {
            lines.add("#SBATCH --nodes " + min + "-" + max.getAsInt());
        } else if (max.isPresent() || min > 1) {
            lines.add("#SBATCH --nodes " + min);
        }
    }

    private void nodeList(String option, String key) {
        List<String> names = options.listInSchedule(key).stream()
                .flatMap(list -> PrintedNodes.names(list).stream())
                .toList();
        if (!names.isEmpty()) {
            add(option, key, NodeList.compress(names));
        }
    }

    /** What Pavilion cannot say, or forgets to. */
    private void newer() {
        String perNode = options.inSchedule("tasks_per_node").orElse("").strip();
        boolean share = perNode.endsWith("%") || perNode.equalsIgnoreCase("all");
        if (COUNT.matcher(perNode).matches() && !perNode.equals("1")) {
            lines.add("#SBATCH --ntasks-per-node " + perNode);
        }
        checked("--gpus-per-node", "gpus", GPUS, "a number such as 2, or type:number");
        checked("--mem", "memory", MEMORY, "a size such as 500M or 64G");
        if (options.ownFlag("exclusive") || share) {
            // A share of a node's processors is only there if the job has them all.
            lines.add("#SBATCH --exclusive");
        }
    }

    private void checked(String option, String key, Pattern form, String expected) {
        options.ownText(key).map(String::strip).ifPresent(text -> {
            if (!form.matcher(text).matches()) {
                throw new SchedulerException("slurm." + key + " is not " + expected + ": '" + text + "'", null);
            }
            add(option, "slurm." + key, text);
        });
    }

    private void extra() {
        for (String written : options.ownList("sbatch_extra")) {
            refuseControls("slurm.sbatch_extra", written);
            String line = written.strip().replaceFirst("^#SBATCH\\s+", "");
            for (String word : ShellWords.of(line)) {
                if (OURS.matcher(word).matches()) {
                    throw new SchedulerException(
                            "slurm.sbatch_extra must not hold " + word + ": the job's script is to run once",
                            "Take it out; use permutations to run a test several times.");
                }
            }
            lines.add("#SBATCH " + line);
        }
    }

    private void option(String option, String key) {
        options.inSchedule(key).ifPresent(text -> add(option, key, text.strip()));
    }

    private void add(String option, String key, String value) {
        lines.add("#SBATCH " + option + " " + (isSafe(value) ? value : quoted(key, value)));
    }

    private static boolean isSafe(String value) {
        return SAFE.matcher(value).matches();
    }

    /** As sbatch reads it: a backslash takes the next character as it is, and so do quotes with {@code #} and blanks. */
    private static String quoted(String key, String value) {
        refuseControls(key, value);
        return value.chars()
                .mapToObj(here -> (here == '"' || here == '\\' ? "\\" : "") + (char) here)
                .collect(Collectors.joining("", "\"", "\""));
    }

    /** A value that would end its line could begin another. */
    static void refuseControls(String key, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new SchedulerException(
                    "A line end or another control character stands in " + key + ": '"
                            + value.replaceAll("\\p{Cntrl}", "?") + "'",
                    "Options of a job must be texts of one line.");
        }
    }
}
