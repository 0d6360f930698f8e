package io.pergola.cli;

import io.pergola.config.Suggestions;
import io.pergola.model.Problem;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that cannot be read, as one problem that names what is near. */
final class UsageProblem {

    private UsageProblem() {}

    static Problem of(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String help = "'" + name + " --help' shows what can be written";
        if (!(e instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return Problem.error(sentence(String.valueOf(e.getMessage()))).help(help);
        }
        String word = unmatched.getUnmatched().getFirst();
        Collection<String> known = List.of();
        String what = "'" + word + "' is one argument too many";
        if (word.startsWith("-")) {
            String option = word.replaceFirst("=.*", "");
            what = name + " has no option '" + option + "'";
            known = command.getCommandSpec().optionsMap().keySet();
            word = option;
        } else if (!command.getSubcommands().isEmpty()) {
            what = name + " has no command '" + word + "'";
            known = command.getSubcommands().keySet().stream()
                    .filter(each -> !each.startsWith("_"))
                    .toList();
        }
        String near = Suggestions.didYouMean(word, known);
        return Problem.error(what).help(near.isEmpty() ? help : near + " " + help);
    }

    private static String sentence(String message) {
        return message.replaceFirst("^Error: ", "").strip();
    }
}
