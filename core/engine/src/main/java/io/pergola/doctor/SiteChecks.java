package io.pergola.doctor;

import io.pergola.app.Pergola;
import io.pergola.config.ConfigDir;
import io.pergola.model.Problem;
import io.pergola.spi.CommandResult;
import io.pergola.spi.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** The configuration of the site, once it could be read. */
final class SiteChecks {

    private static final int OTHERS_WRITE = 0002;
    private static final Duration COMMAND = Duration.ofSeconds(8);

    private final Pergola pergola;
    private final CommandRunner commands;

    SiteChecks(Pergola pergola, CommandRunner commands) {
        this.pergola = pergola;
        this.commands = commands;
    }

    List<Check> checks() {
        return List.of(
                new Check("file", this::file),
                new Check("directories", this::directories),
                new Check("open to all", this::open),
                new Check("umask", this::umask),
                new Check("group", this::group),
                new Check("policy", this::policy),
                new Check("cache", this::cache),
                new Check("lock directory", this::locks),
                new Check("results.log", this::resultLog));
    }

    private void file(Findings findings) {
        Path file = pergola.site().settings().file();
        if (file == null) {
            findings.note(
                    "file",
                    "there is no pergola.yaml; all settings are the defaults",
                    "'pergola config setup DIR' writes one; PERGOLA_CONFIG_FILE names one elsewhere");
        } else {
            findings.ok("file", file.toString());
        }
    }

    private void directories(Findings findings) {
        for (Problem problem : pergola.problems()) {
            findings.warning("directories", problem.what(), problem.help().orElse("Mend it there"));
        }
        for (ConfigDir dir : pergola.site().dirs()) {
            if (Files.isReadable(dir.path()) && Files.isExecutable(dir.path())) {
                findings.ok("directories", dir.label() + ": " + dir.path());
            } else {
                findings.error("directories", dir.path() + " cannot be read", "Have its owner 'chmod g+rx' it");
            }
        }
    }

    private void open(Findings findings) {
        List<Problem> problems = pergola.openDirectories();
        problems.forEach(problem ->
                findings.error("open to all", problem.what(), problem.help().orElse("chmod o-w")));
        if (problems.isEmpty()) {
            findings.ok("open to all", "no directory from which something is run");
        }
    }

    private void umask(Findings findings) {
        int umask = pergola.site().settings().umask();
        String shown = String.format("%03o", umask);
        if ((umask & OTHERS_WRITE) == 0) {
            findings.warning(
                    "umask",
                    shown + ": everybody may write what runs make",
                    "Set umask to 2, or to 7 to keep others from reading, too");
        } else {
            findings.ok("umask", shown);
        }
    }

    private void group(Findings findings) throws IOException {
        var groups = new TreeSet<String>();
        pergola.site().areas().stream().flatMap(area -> area.group().stream()).forEach(groups::add);
        if (groups.isEmpty()) {
            findings.ok("group", "that of the user");
            return;
        }
        CommandResult answer = commands.run(List.of("id", "-Gn"), COMMAND);
        List<String> own = Arrays.asList(answer.stdout().strip().split("\\s+"));
        for (String group : groups) {
            if (!answer.ok()) {
                findings.note("group", "'id -Gn' does not tell the groups of this user", "Ask it by hand");
            } else if (own.contains(group)) {
                findings.ok("group", group);
            } else {
                findings.error(
                        "group",
                        "this user is not in the group '" + group + "', to which what runs make shall belong",
                        "Have the user added to it and log in anew, or set another group");
            }
        }
    }

    private void policy(Findings findings) {
        findings.ok("policy", pergola.policy().name());
    }

    private void cache(Findings findings) {
        writable(
                findings,
                "cache",
                pergola.cache(),
                "listings and builds look at all files each time",
                "Mend its permissions, or set XDG_CACHE_HOME to a directory on a disk of this host");
    }

    private void locks(Findings findings) {
        writable(
                findings,
                "lock directory",
                pergola.locks(),
                "no test can be started on this host",
                "Mend its permissions, or set XDG_RUNTIME_DIR to a directory of yours");
    }

    /** The one in the working directory is looked at there. */
    private void resultLog(Findings findings) {
        pergola.site()
                .settings()
                .resultLog()
                .ifPresent(file -> writable(
                        findings,
                        "results.log",
                        file,
                        "what runs come to will be missing in it",
                        "Mend its permissions, or set another result_log"));
    }

    private static void writable(Findings findings, String check, Path path, String without, String mend) {
        Path nearest = PlaceChecks.nearest(path);
        boolean usable = nearest.equals(path) || Files.isDirectory(nearest);
        if (usable && Files.isWritable(nearest)) {
            findings.ok(check, path.toString());
        } else {
            findings.warning(check, path + " cannot be written: " + without, mend);
        }
    }
}
