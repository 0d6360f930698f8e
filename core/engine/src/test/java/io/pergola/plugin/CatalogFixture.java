package io.pergola.plugin;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.spi.CommandResult;
import io.pergola.spi.CommandRunner;
import io.pergola.spi.DetachedProcesses;
import io.pergola.spi.ProcessIdentity;
import io.pergola.spi.SchedulerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** Two directories for jars, and a world in which nothing can be done. */
abstract class CatalogFixture {

    static final PluginLimits SHORT =
            new PluginLimits(Duration.ofMillis(300), Duration.ofSeconds(20), Duration.ofSeconds(20));
    static final String HANG = "try { Thread.sleep(60_000); } catch (InterruptedException e) { }";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path home;

    final Path strong() {
        return home.resolve("strong");
    }

    final Path weak() {
        return home.resolve("weak");
    }

    final PluginCatalog catalog() {
        return PluginCatalog.load(List.of(strong(), weak()), Set.of());
    }

    static SchedulerContext context() {
        return new SchedulerContext(new NoCommands(), new NoProcesses(), InstantSource.system(), Map.of());
    }

    private record NoCommands() implements CommandRunner {
        @Override
        public CommandResult run(List<String> command, Duration limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> find(String program) {
            return Optional.empty();
        }
    }

    private record NoProcesses() implements DetachedProcesses {
        @Override
        public ProcessIdentity start(List<String> command, Path output) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Boolean> alive(ProcessIdentity process) {
            return Optional.empty();
        }

        @Override
        public void terminate(ProcessIdentity process) {}
    }

    /** The guide lists what can go wrong; a message that users meet must be there in the same words. */
    static void assertInGuide(String words) {
        try {
            Path guide = Path.of(System.getProperty("pergola.root"), "docs", "plugins.md");
            assertTrue(Files.readString(guide).contains(words), "docs/plugins.md does not explain: " + words);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static LoadedScheduler loaded(PluginCatalog catalog, String name) {
        return Objects.requireNonNull(catalog.schedulers().get(name), name);
    }

    static String message(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }
}
