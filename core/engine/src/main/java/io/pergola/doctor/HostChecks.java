package io.pergola.doctor;

import io.pergola.spi.CommandRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What this host and session give to a process. */
final class HostChecks {

    private static final long LEAST_FILES = 1024;
    /** Threads of Java count as processes. */
    private static final long LEAST_PROCESSES = 256;

    private static final long PROCESSES_PER_CORE = 16;
    private static final long UNLIMITED = Long.MAX_VALUE;

    private final Path limits;
    private final Map<String, String> variables;
    private final CommandRunner commands;

    /** {@code limits}: the limits of this process ({@code /proc/self/limits}). */
    HostChecks(Path limits, Map<String, String> variables, CommandRunner commands) {
        this.limits = limits;
        this.variables = variables;
        this.commands = commands;
    }

    List<Check> checks() {
        return List.of(
                new Check("text encoding", this::encoding),
                new Check("limits", this::limits),
                new Check("programs", this::programs));
    }

    private void encoding(Findings findings) {
        String names = System.getProperty("sun.jnu.encoding", "").toUpperCase(Locale.ROOT);
        if (names.equals("UTF-8")) {
            findings.ok("text encoding", "UTF-8");
            return;
        }
        String locale = List.of("LC_ALL", "LC_CTYPE", "LANG").stream()
                .map(name -> variables.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("not set");
        findings.warning(
                "text encoding",
                "names of files are taken for " + (names.isEmpty() ? "an unknown encoding" : names) + " (locale: "
                        + locale + "); those with letters beyond ASCII cannot be used",
                "Export LANG=C.UTF-8, and not another LC_ALL");
    }

    private void limits(Findings findings) throws IOException {
        if (!Files.isReadable(limits)) {
            findings.note("limits", limits + " cannot be read", "'ulimit -a' shows them");
            return;
        }
        String text = Files.readString(limits, StandardCharsets.ISO_8859_1);
        long cores = Runtime.getRuntime().availableProcessors();
        atLeast(findings, text, "Max open files", "open files", "-n", LEAST_FILES);
        atLeast(findings, text, "Max processes", "processes", "-u", LEAST_PROCESSES + PROCESSES_PER_CORE * cores);
        atLeast(findings, text, "Max file size", "file size", "-f", UNLIMITED);
    }

    private static void atLeast(Findings findings, String text, String line, String check, String option, long least) {
        Optional<Long> soft = soft(text, line);
        if (soft.isEmpty()) {
            findings.note(check, "the limit is not known", "'ulimit " + option + "' shows it");
            return;
        }
        String shown = soft.get() == UNLIMITED ? "unlimited" : Long.toString(soft.get());
        if (soft.get() >= least) {
            findings.ok(check, "at most " + shown);
        } else {
            String wanted = least == UNLIMITED ? "unlimited" : Long.toString(least);
            findings.warning(
                    check,
                    "at most " + shown + "; a run of 10,000 tests may need " + wanted,
                    "'ulimit " + option + " " + wanted + "' before the command, or in your shell's start-up file");
        }
    }

    private static Optional<Long> soft(String text, String line) {
        return text.lines()
                .filter(each -> each.startsWith(line + " "))
                .map(each -> each.substring(line.length()).strip().split("\\s+")[0])
                .filter(word -> word.matches("\\d{1,18}|unlimited"))
                .map(word -> word.equals("unlimited") ? (Long) UNLIMITED : Long.valueOf(word))
                .findFirst();
    }

    private void programs(Findings findings) {
        if (Files.isExecutable(Path.of("/bin/bash"))) {
            findings.ok("bash", "/bin/bash");
        } else {
            findings.error("bash", "there is no /bin/bash, which starts jobs and tests", "Install bash");
        }
        Optional<String> git = commands.find("git");
        if (git.isPresent()) {
            findings.ok("git", git.get());
        } else {
            findings.note(
                    "git", "not in PATH; only builds with source_revision need it", "Install git, or load its module");
        }
    }
}
