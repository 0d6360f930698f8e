package io.pergola.config;

import java.util.List;

/** The keys of {@code pergola.yaml} and of a config directory's {@code config.yaml}. */
public final class SiteKeys {

    private SiteKeys() {}

    /** The keys of {@code pergola.yaml}. */
    public static KeyType.Section site() {
        return new KeyType.Section(List.of(
                Key.list("config_dirs", "more config directories; of two with the same file the first counts"),
                Key.flag("user_config", false, "use the config directory in the home directory, before all others"),
                Key.text("working_dir", "~/.pergola/working_dir", "where runs and builds are kept"),
                Key.list("disable_plugins", "plugins to leave out"),
                Key.text("shared_group", "group that everything belongs to"),
                Key.text("umask", "2", "octal digits; what others may not do with new files"),
                Key.count("build_threads", 1, "4", "builds at once"),
                Key.count("max_threads", 1, "8", "threads that load runs"),
                Key.count(
                        "max_tests",
                        1,
                        "100000",
                        "tests that one command may ask for, permutations and repeats counted"),
                new Key(
                        "max_cpu",
                        new KeyType.Count(1),
                        List.of(),
                        "threads that compute; all cores if not set",
                        false),
                Key.text("log_format", "accepted, without effect"),
                Key.text("log_level", "info", "what goes to the log: debug, info, warning or error")
                        .knows("debug", "info", "warning", "error"),
                Key.text("result_log", "file that collects the results of all runs"),
                Key.text("exception_log", "accepted, without effect"),
                Key.flag("flatten_results", true, "one line for each file in the common result log"),
                Key.count("wget_timeout", 1, "5", "seconds to wait for a download"),
                Key.free("proxies", new KeyType.Text(), NameRule.ANY, "proxies by protocol"),
                Key.list("no_proxy", "hosts that need no proxy"),
                Key.count(
                        "node_info_age",
                        0,
                        "60",
                        "seconds for which what a scheduler said of its nodes is used again; 0 to ask each time"),
                Key.list("env_setup", "lines for the top of each kickoff script"),
                Key.free(
                        "default_results",
                        new KeyType.Text(),
                        NameRule.of("[a-zA-Z_][a-zA-Z0-9_]*", "letters, digits and _, not starting with a digit"),
                        "constants for the results of every test"),
                SiteVariableReader.key(),
                new Key(
                        "status_interval",
                        new KeyType.Count(1),
                        List.of(),
                        "seconds between two questions of yours to a batch system; 10 if not set",
                        false),
                Key.count(
                        "submissions_per_minute",
                        1,
                        "600",
                        "jobs that your commands together hand to a batch system in a minute; an array counts once"),
                Key.count(
                        "max_jobs_in_queue",
                        0,
                        "0",
                        "jobs of yours that may wait and run at once, the others follow as these end; 0 for any number"),
                new Key(
                        "consumables",
                        new KeyType.Free(new KeyType.Count(0), ScheduleKeys.CONSUMABLES, false, true),
                        List.of(),
                        "how much there is in each job of named quantities: a mapping, or name=2 other=1",
                        false),
                Key.text("scheduling_policy", "which of a job's tests start next; backfill if not set")
                        .knows("backfill", "fifo", "priority", "largest_first"),
                Key.text("spack_path", "where spack is installed")));
    }

    /** The keys of {@code config.yaml} in a config directory. */
    public static KeyType.Section directory() {
        return new KeyType.Section(List.of(
                Key.text("label", "lower-case letters; stands before the ids of its runs"),
                Key.text("working_dir", "where the runs of its suites are kept; relative to the directory"),
                Key.text("group", "group that its working directory belongs to")));
    }
}
