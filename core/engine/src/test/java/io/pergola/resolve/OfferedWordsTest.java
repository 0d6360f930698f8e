package io.pergola.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.config.Key;
import io.pergola.config.KeyType;
import io.pergola.config.SchedulerOptions;
import io.pergola.config.SiteLoader;
import io.pergola.config.Surroundings;
import io.pergola.config.TestKeys;
import io.pergola.expr.Functions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words that the table of keys has for editors are taken where they are offered. Those of parsers are tried elsewhere. */
class OfferedWordsTest {

    private static void settings(KeyType.Section section, String path, List<String> settings) {
        for (Key key : section.keys()) {
            key.choices().forEach(word -> settings.add(path + key.name() + "=" + word));
            if (key.type() instanceof KeyType.Section below) {
                settings(below, path + key.name() + ".", settings);
            }
        }
    }

    @Test
    void everyWordResolves(@TempDir Path home) throws IOException {
        List<String> settings = new ArrayList<>();
        settings(TestKeys.table(SchedulerOptions.none()), "", settings);
        settings.removeIf(setting -> setting.startsWith("result_parse."));
        assertTrue(settings.size() > 15, settings::toString);
        Files.createDirectory(home.resolve("tests"));
        Files.writeString(home.resolve("tests/s.yaml"), "a: {run: {cmds: 'true'}}\n");
        var surroundings = new Surroundings(Map.of("PERGOLA_CONFIG_DIR", home.toString()), home, home, null);
        var resolver =
                new Resolver(SiteLoader.load(surroundings), StandIns.system(), StandIns.raw(), Functions.builtIn());
        for (String setting : settings) {
            Resolution resolution = resolver.resolve(
                    new RunRequest(List.of("s"), List.of(), null, null, List.of(), List.of(setting), 1));
            assertEquals(List.of(), resolution.problems(), setting);
            assertEquals(1, resolution.tests().size(), setting);
        }
    }
}
