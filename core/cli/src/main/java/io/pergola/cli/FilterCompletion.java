package io.pergola.cli;

import io.pergola.filter.FilterWords;
import io.pergola.model.RunState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The part of the completion script that completes words of filters, which may stand in the middle of a quoted text. */
final class FilterCompletion {

    private static final String SCRIPT = """

            # Words of filters, behind -F and --filter; everything else is left to the functions above.
            function _complete_pergola_filter() {
              local written="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
              if [[ $before == "=" && ${COMP_WORDS[COMP_CWORD-2]} == "--filter" ]]; then before="--filter"; fi
              if [[ $before != "-F" && $before != "--filter" ]]; then
                _complete_pergola "$@"
                return
              fi
              written="${written#[\\"\\']}"
              local word="${written##*[ |!(]}"
              local rest="${written%"$word"}"
              COMPREPLY=()
              local each
              for each in @WORDS@; do
                if [[ $each == "$word"* ]]; then COMPREPLY+=("$rest$each"); fi
              done
              compopt -o nospace 2> /dev/null
              return 0
            }
            complete -F _complete_pergola_filter -o default pergola pergola.sh pergola.bash
            """;

    private FilterCompletion() {}

    /** What comes behind picocli's script. */
    static String script() {
        return SCRIPT.replace("@WORDS@", String.join(" ", words()));
    }

    /** Conditions, keys with what mostly follows them, and the states. */
    static List<String> words() {
        var words = new ArrayList<>(FilterWords.words());
        FilterWords.keys().forEach(key -> words.add(key + FilterWords.operator(key)));
        Arrays.stream(RunState.values()).forEach(state -> words.add("state=" + state.name()));
        return words.stream().map(word -> "'" + word + "'").toList();
    }
}
