package io.pergola.testkit;

import io.pergola.spi.CommandResult;
import io.pergola.spi.CommandRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.opentest4j.AssertionFailedError;

/**
 * Commands that are not run but answered from captured output, so that a plugin can be tested without its batch system. A command
 * that nobody expected fails the test. Remembers what was asked. Safe for use by several threads.
 */
public final class RecordedCommands implements CommandRunner {

    private final Map<List<String>, CommandResult> answers = new LinkedHashMap<>();
    private final Map<Predicate<List<String>>, CommandResult> rules = new LinkedHashMap<>();
    private final List<List<String>> asked = new ArrayList<>();
    private final Set<String> missing = new HashSet<>();

    /** Knows no command yet. */
    public RecordedCommands() {}

    /** Answers exactly this command line, with exit code 0 and this output. */
    public RecordedCommands prints(String output, String... command) {
        return answers(new CommandResult(CommandResult.Outcome.ENDED, 0, output, ""), command);
    }

    /** Answers exactly this command line with that exit code and error output. */
    public RecordedCommands fails(int exitCode, String errors, String... command) {
        return answers(new CommandResult(CommandResult.Outcome.ENDED, exitCode, "", errors), command);
    }

    /** Answers exactly this command line; a second answer for the same replaces the first. */
    public synchronized RecordedCommands answers(CommandResult result, String... command) {
        answers.put(List.of(command), result);
        return this;
    }

    /** Answers any command line of that kind that has no exact answer; the first rule that fits counts. */
    public synchronized RecordedCommands answersAny(Predicate<List<String>> kind, CommandResult result) {
        rules.put(kind, result);
        return this;
    }

    /** The program is not installed: it is not found, and starting it fails. Every other one is in {@code /usr/bin}. */
    public synchronized RecordedCommands without(String program) {
        missing.add(program);
        return this;
    }

    /** The command lines that were run, in order. */
    public synchronized List<List<String>> asked() {
        return List.copyOf(asked);
    }

    /** How often each program was run. */
    public synchronized Map<String, Integer> counts() {
        var counts = new HashMap<String, Integer>();
        asked.forEach(command -> counts.merge(command.getFirst(), 1, Integer::sum));
        return Map.copyOf(counts);
    }

    /** The answer recorded for this command line. */
    @Override
    public synchronized CommandResult run(List<String> command, Duration limit) {
        asked.add(List.copyOf(command));
        if (missing.contains(command.getFirst())) {
            return new CommandResult(
                    CommandResult.Outcome.NOT_STARTED, -1, "", command.getFirst() + ": no such program");
        }
        CommandResult exact = answers.get(command);
        return exact != null ? exact : byRule(command);
    }

    private CommandResult byRule(List<String> command) {
        return rules.entrySet().stream()
                .filter(rule -> rule.getKey().test(command))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionFailedError("No answer was recorded for the command " + command
                        + "; there are answers for " + answers.keySet()));
    }

    @Override
    public synchronized Optional<String> find(String program) {
        return missing.contains(program) ? Optional.empty() : Optional.of("/usr/bin/" + program);
    }
}
