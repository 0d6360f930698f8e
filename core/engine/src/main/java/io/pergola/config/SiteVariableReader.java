package io.pergola.config;

import io.pergola.model.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Reads {@code system_variables} of {@code pergola.yaml}. */
final class SiteVariableReader {

    private static final String KEY = "system_variables";
    private static final String COMMAND = "command";
    private static final String DEFERRED = "deferred";
    private static final String TIMEOUT = "timeout";
    private static final String SECONDS = "10";

    private SiteVariableReader() {}

    static Key key() {
        return Key.free(
                KEY,
                new KeyType.Section(List.of(
                        Key.text(COMMAND, "a line for bash; what it prints is the value, each line an item"),
                        Key.flag(DEFERRED, false, "run it in the job, not when the test is started"),
                        Key.count(TIMEOUT, 1, SECONDS, "seconds that it may take"))),
                NameRule.of("[a-zA-Z][a-zA-Z0-9_]*", "letters, digits and _, starting with a letter"),
                "variables of the set sys whose values commands print");
    }

    static SequencedMap<String, SiteVariable> read(Setting.Group site, List<Problem> problems) {
        var variables = new LinkedHashMap<String, SiteVariable>();
        site.group(KEY).entries().forEach((name, setting) -> {
            if (setting instanceof Setting.Group group) {
                variables.put(name, variable(name, group, problems));
            }
        });
        return variables;
    }

    private static SiteVariable variable(String name, Setting.Group group, List<Problem> problems) {
        String command = text(group, COMMAND, "");
        if (BuiltInVariables.has(name)) {
            Problem problem = Problem.error(KEY + "." + name + ": Pergola has a variable or set of that name itself")
                    .help("Give it another name");
            problems.add(group.text(COMMAND).map(text -> text.mark(problem, 0)).orElse(problem));
        } else if (command.isBlank()) {
            problems.add(Problem.error(KEY + "." + name + ": there is no command")
                    .help("Write the line for bash that prints its value: command: '...'"));
        }
        return new SiteVariable(
                name,
                command,
                text(group, DEFERRED, "False").equalsIgnoreCase("true"),
                Duration.ofSeconds(Long.parseLong(text(group, TIMEOUT, SECONDS))));
    }

    private static String text(Setting.Group group, String key, String fallback) {
        return group.text(key)
                .flatMap(Setting.Text::value)
                .filter(text -> !text.isEmpty())
                .orElse(fallback);
    }
}
