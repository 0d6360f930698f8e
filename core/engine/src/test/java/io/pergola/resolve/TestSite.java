package io.pergola.resolve;

import io.pergola.config.Site;
import io.pergola.config.SiteLoader;
import io.pergola.config.Surroundings;
import io.pergola.expr.Functions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A config directory in a temporary folder. */
public final class TestSite {

    private final Path dir;

    public TestSite(Path dir) {
        this.dir = dir;
    }

    public TestSite file(String path, String text) {
        try {
            Path file = dir.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestSite suite(String name, String text) {
        return file("tests/" + name + ".yaml", text);
    }

    public Resolver resolver() {
        return resolver(StandIns.raw());
    }

    Resolver resolver(SchedulerFacts facts) {
        return resolver(facts, SiteVariables.NONE);
    }

    Resolver resolver(SchedulerFacts facts, SiteVariables variables) {
        Site site = SiteLoader.load(new Surroundings(
                Map.of("PAV_CONFIG_DIR", dir.toString()), dir.resolve("home"), dir.resolve("home"), null));
        return new Resolver(site, StandIns.system(variables), facts, Functions.builtIn());
    }

    Resolution resolve(String... tests) {
        return resolver().resolve(RunRequest.of(tests));
    }

    Resolution resolveWith(List<String> modes, List<String> overrides, String... tests) {
        return resolver().resolve(new RunRequest(List.of(tests), List.of(), null, null, modes, overrides, 1));
    }
}
