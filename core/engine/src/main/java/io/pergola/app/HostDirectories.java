package io.pergola.app;

import java.nio.file.Files;
import java.nio.file.Path;

/** Directories of this host alone. */
final class HostDirectories {

    private final Environment environment;

    HostDirectories(Environment environment) {
        this.environment = environment;
    }

    /** For what can be made again: {@code $XDG_CACHE_HOME/pergola}, or {@code ~/.cache/pergola}. */
    Path cache() {
        String told = environment.variables().getOrDefault("XDG_CACHE_HOME", "");
        Path base = told.startsWith("/") ? Path.of(told) : environment.home().resolve(".cache");
        return base.resolve("pergola");
    }

    /** For locks: {@code $XDG_RUNTIME_DIR/pergola}, or {@code /tmp/pergola-USER}. */
    Path runtime(String user) {
        Path told = Path.of(environment.variables().getOrDefault("XDG_RUNTIME_DIR", "/nonexistent"));
        return Files.isDirectory(told) && Files.isWritable(told)
                ? told.resolve("pergola")
                : Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "pergola-" + user.replaceAll("\\W", "_"));
    }
}
