package io.pergola.build;

import io.pergola.resolve.BuildSection;
import io.pergola.resolve.ResolvedTest;
import io.pergola.script.TestScript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One build, ready to be made: what goes into its directory, and the script that runs there.
 *
 * @param key the build's name in the cache
 * @param parts what the key was made of
 * @param shebang the script's first line
 * @param script its text
 * @param inputs what is there before it runs
 * @param section what the test says of its build
 */
record BuildPlan(
        String key,
        SequencedMap<String, String> parts,
        String shebang,
        String script,
        BuildInputs inputs,
        BuildSection section) {

    /** Names of the files of a suite directory that are not sources. */
    private static final List<String> SUITE_FILES =
            List.of("suite.yaml", "hosts.yaml", "modes.yaml", "platforms.yaml", "os.yaml");

    static boolean needed(BuildSection section) {
        return !section.isEmpty();
    }

    /**
     * The plan for a test.
     *
     * @throws IOException with a message for users if a source is missing or of a kind that cannot be used
     * @throws io.pergola.model.ConfigException if a template cannot be filled in
     */
    static BuildPlan of(ResolvedTest test, BuildSettings settings) throws IOException {
        BuildSection section = test.build();
        String script = script(test, settings.program());
        BuildInputs inputs = new InputFinder(settings, test).find();
        var key = new BuildKey().add("format", "2").add("script", script).add("specificity", section.specificity());
        section.keyEnv()
                .forEach(name ->
                        key.add("env " + name, value(settings.environment().get(name))));
        for (String program : section.keyPrograms()) {
            key.add("program " + program, new ProgramFinder(settings).digest(program));
        }
        inputs.addTo(key);
        section.createFiles().forEach((file, lines) -> key.add("create " + file, lines));
        return new BuildPlan(key.name(), key.parts(), test.shebang(), script, inputs, section);
    }

    private static List<String> value(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }

    private static String script(ResolvedTest test, String program) {
        BuildSection section = test.build();
        var exports = new LinkedHashMap<String, String>();
        exports.put("PERGOLA", program);
        return new TestScript(
                        test.shebang(),
                        exports,
                        null,
                        section.preamble(),
                        test.buildModules(),
                        section.env(),
                        section.verbose(),
                        section.autoexit(),
                        section.cmds())
                .text();
    }

    /** True for what stands in a suite's directory beside its sources. */
    static boolean suiteFile(Path file) {
        Path name = file.getFileName();
        return name != null && SUITE_FILES.contains(name.toString());
    }
}
