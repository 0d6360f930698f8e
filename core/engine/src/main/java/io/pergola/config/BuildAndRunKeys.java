package io.pergola.config;

import java.util.ArrayList;
import java.util.List;

/** The sections {@code build} and {@code run}. */
final class BuildAndRunKeys {

    private BuildAndRunKeys() {}

    static Key build() {
        List<Key> keys = new ArrayList<>(common());
        keys.addAll(List.of(
                Key.text("source_path", "directory, archive or file to build, in test_src or absolute"),
                Key.text("source_url", "where to download it from"),
                Key.text("source_download", "missing", "when to download: never, missing or latest")
                        .knows("never", "missing", "latest"),
                Key.text("source_checksum", "what it must be: sha256: and 64 hexadecimal digits"),
                Key.text("source_revision", "branch, tag or commit, if source_url is a git repository"),
                Key.list("extra_files", "more files for the build directory, from test_src"),
                Key.list("copy_files", "globs of files that each run gets as a copy it may write to"),
                Key.flag("on_nodes", false, "build inside the job"),
                Key.text("specificity", "makes builds differ that otherwise look alike"),
                Key.list("key_env", "variables of the environment with whose values builds differ, such as CC"),
                Key.list("key_programs", "programs with whose content builds differ, such as gcc"),
                Key.text("timeout", "30", "seconds without output after which the build is ended; empty for none"),
                Key.section(
                        "spack",
                        "packages from spack",
                        List.of(Key.list("install", "packages to install"), Key.list("load", "packages to load")))));
        return Key.section("build", "how the test is built", keys);
    }

    static Key run() {
        List<Key> keys = new ArrayList<>(common());
        keys.addAll(List.of(
                Key.text("timeout", "300", "seconds without output after which the run is ended; empty for none"),
                Key.text("timeout_total", "seconds after which the run is ended whatever it prints; empty for none"),
                Key.text(
                                "expect",
                                "how it should end: pass (if nothing is said), fail, timeout, 'exit N' or 'signal NAME'")
                        .knows("pass", "fail", "timeout", "exit 1", "signal SEGV"),
                Key.text("warmup", "how often the commands run before the time that counts"),
                Key.text(
                        "concurrent",
                        "{{sched.concurrent_default}}",
                        "how many runs of a job may go on at once while this one does"),
                Key.text("retries", "how often the test runs again at most if it does not pass"),
                Key.text("retry_delay", "seconds before the second attempt, doubled before each further one"),
                Key.list("retry_on", "run again only on these: fail, error, timeout, signal, SIGxxx, exit codes"),
                Key.section("spack", "packages from spack", List.of(Key.list("load", "packages to load")))));
        return Key.section("run", "how the test is run", keys);
    }

    private static List<Key> common() {
        return List.of(
                Key.list("cmds", "lines of the script"),
                Key.list("prepend_cmds", "lines to put before those inherited"),
                Key.list("append_cmds", "lines to put after those inherited"),
                Key.free("create_files", new KeyType.Texts(), NameRule.ANY, "files to write: path and lines"),
                Key.free("templates", new KeyType.Text(), NameRule.ANY, "files to fill in: template and destination"),
                TestKeys.environment(),
                Key.list("modules", "modules to load, drop (-name) or swap (old->new)"),
                Key.list("preamble", "lines before the modules"),
                Key.text("timeout_file", "file whose changes count instead of the output's"),
                Key.flag("verbose", false, "show commands and environment in the log"),
                Key.flag("autoexit", true, "end at the first command that fails"));
    }
}
