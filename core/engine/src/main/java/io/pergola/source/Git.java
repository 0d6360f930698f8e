package io.pergola.source;

import io.pergola.spi.CommandResult;
import io.pergola.spi.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Repositories, each kept as a bare mirror, and what the program {@code git} does with them. It asks nobody and runs no hook. */
public final class Git {

    private static final Duration FETCH = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMinutes(10);
    private static final List<String> KEPT =
            List.of("GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "GIT_EXEC_PATH");

    private final CommandRunner commands;
    private final Duration silence;

    Git(CommandRunner commands, Duration silence) {
        this.commands = commands;
        this.silence = silence;
    }

    /** The environment in which it runs: no question, no protocol that starts programs, nothing of a repository that one stands in. */
    public static Map<String, String> environment(Network network) {
        var variables = new HashMap<>(network.environment());
        variables.keySet().removeIf(name -> name.startsWith("GIT_") && !KEPT.contains(name));
        variables.put("GIT_TERMINAL_PROMPT", "0");
        variables.put("GIT_ASKPASS", "true");
        variables.put("GIT_ALLOW_PROTOCOL", "file:git:http:https:ssh");
        variables.putIfAbsent("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
        variables.put("LC_ALL", "C.UTF-8");
        for (String protocol : List.of("http", "https")) {
            network.proxy(protocol).ifPresent(proxy -> variables.put(protocol + "_proxy", proxy));
        }
        variables.put("no_proxy", String.join(",", network.direct()));
        return variables;
    }

    /** The commit that a revision stands for. */
    Source.Commit find(Fetcher.Request request, String revision) throws SourceException {
        refuseOdd(request.url(), revision);
        Path mirror = request.place();
        boolean there = Files.isDirectory(mirror);
        if (!there && request.freshness() == Freshness.NEVER) {
            throw new SourceException("There is no copy of " + shown(request.url())
                    + " yet, and build.source_download is 'never': let it be downloaded once");
        }
        if (!there) {
            create(mirror);
        }
        Optional<String> commit = resolve(mirror, revision);
        boolean fixed = commit.isPresent() && commit.get().equals(revision);
        boolean due = request.freshness() == Freshness.LATEST
                ? !fixed
                : request.freshness() == Freshness.MISSING && commit.isEmpty();
        if (due) {
            fetch(request.url(), mirror);
            commit = resolve(mirror, revision);
        }
        if (commit.isEmpty()) {
            throw new SourceException("There is no revision '" + Names.shown(revision) + "' in " + shown(request.url())
                    + "; build.source_revision is a branch, a tag or a commit");
        }
        return new Source.Commit(mirror, commit.get());
    }

    private static void refuseOdd(String url, String revision) throws SourceException {
        if (url.startsWith("-") || url.contains("::") || Names.hasControls(url)) {
            throw new SourceException("build.source_url: '" + Names.shown(url)
                    + "' is no address of a repository: give https://, ssh://, git://, file:// or an absolute path");
        }
        boolean odd = revision.startsWith("-")
                || revision.isBlank()
                || revision.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
        if (odd) {
            throw new SourceException("build.source_revision: '" + Names.shown(revision)
                    + "' is no revision: give a branch, a tag or a commit");
        }
    }

    private void create(Path mirror) throws SourceException {
        Path temporary = mirror.resolveSibling("." + mirror.getFileName() + "." + UUID.randomUUID());
        must(
                List.of("git", "init", "--quiet", "--bare", "--template=", temporary.toString()),
                SHORT,
                "make a repository");
        try {
            Files.move(temporary, mirror, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw SourceException.writing(mirror, e);
        }
    }

    private void fetch(String url, Path mirror) throws SourceException {
        List<String> command = in(
                mirror,
                "-c",
                "http.lowSpeedLimit=1",
                "-c",
                "http.lowSpeedTime=" + Math.max(1, silence.toSeconds()),
                "fetch",
                "--quiet",
                "--force",
                "--prune",
                "--no-recurse-submodules",
                "--",
                url,
                "+refs/heads/*:refs/heads/*",
                "+refs/tags/*:refs/tags/*");
        must(command, FETCH, "fetch " + shown(url));
    }

    private Optional<String> resolve(Path mirror, String revision) throws SourceException {
        CommandResult result = commands.run(
                in(mirror, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"), SHORT);
        if (result.outcome() != CommandResult.Outcome.ENDED) {
            throw failed("look for " + Names.shown(revision), result, SHORT);
        }
        return result.ok() ? Optional.of(result.stdout().strip()) : Optional.empty();
    }

    /** Through an archive, so that no link, filter or attribute of the repository can do harm. */
    void checkOut(Source.Commit commit, Path target) throws SourceException {
        Path archive = commit.mirror().resolve("pergola-" + UUID.randomUUID() + ".tar");
        try {
            List<String> command = in(
                    commit.mirror(), "archive", "--format=tar", "--prefix=source/", "--output=" + archive, commit.id());
            must(command, SHORT, "take the files of " + commit.id());
            new Unpacker().unpack(new Source.Single(archive, "source.tar"), target);
        } finally {
            if (!archive.toFile().delete()) {
                archive.toFile().deleteOnExit();
            }
        }
    }

    private static List<String> in(Path mirror, String... words) {
        var command = new ArrayList<>(List.of("git", "--git-dir=" + mirror, "-c", "core.hooksPath=/dev/null"));
        command.addAll(List.of(words));
        return command;
    }

    private void must(List<String> command, Duration limit, String what) throws SourceException {
        CommandResult result = commands.run(command, limit);
        if (!result.ok()) {
            throw failed(what, result, limit);
        }
    }

    private static SourceException failed(String what, CommandResult result, Duration limit) {
        String why =
                switch (result.outcome()) {
                    case NOT_STARTED ->
                        result.stderr() + "; install git, or name a directory or archive in build.source_path";
                    case TIMED_OUT -> "it took longer than " + limit.toMinutes() + " min";
                    case ENDED ->
                        result.stderr().isBlank()
                                ? "exit code " + result.exitCode()
                                : result.stderr().strip();
                };
        return new SourceException("git could not " + what + ": " + Names.shown(why.replace('\n', ' ')));
    }

    /** Without a password in it. */
    private static String shown(String url) {
        int scheme = url.indexOf("://");
        int slash = scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
        int at = scheme < 0
                ? -1
                : url.substring(0, slash < 0 ? url.length() : slash).lastIndexOf('@');
        return Names.shown(at < 0 ? url : url.substring(0, scheme + 3) + url.substring(at + 1));
    }
}
