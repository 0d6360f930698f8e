package io.pergola.cli;

import io.pergola.config.Suggestions;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pergola completion}. */
@Command(
        name = "completion",
        description = "Print a script that lets the shell complete Pergola's command lines.",
        footer = {
            "",
            "Put this line into ~/.bashrc or ~/.zshrc:",
            "  source <(pergola completion bash)      in bash",
            "  source <(pergola completion zsh)       in zsh, after compinit"
        })
final class CompletionCommand implements Callable<Integer> {

    private static final List<String> SHELLS = List.of("bash", "zsh");

    private final Context context;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private String shell = "";

    CompletionCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (!SHELLS.contains(shell)) {
            String near = Suggestions.didYouMean(shell, SHELLS);
            throw new ConfigException(Problem.error("there is no completion for '" + shell + "'")
                    .help((near.isEmpty() ? "" : near + " ") + "write bash or zsh"));
        }
        // The script finds out by itself whether zsh runs it, and then loads bashcompinit.
        context.screen().out().print(AutoComplete.bash("pergola", new CommandRun(context).commandLine(List.of())));
        context.screen().out().print(FilterCompletion.script());
        return ExitCode.OK;
    }
}
