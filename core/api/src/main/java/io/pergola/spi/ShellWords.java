package io.pergola.spi;

import io.pergola.model.SchedulerException;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into words at blanks, as a shell does with plain text: quotes and backslashes join, nothing is expanded. */
public final class ShellWords {

    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private char quote;

    private ShellWords() {}

    /**
     * The words of a text.
     *
     * @throws SchedulerException if a quote is not closed
     */
    public static List<String> of(String text) {
        var words = new ShellWords();
        boolean escaped = false;
        for (int at = 0; at < text.length(); at++) {
            char here = text.charAt(at);
            if (escaped) {
                words.add(here);
                escaped = false;
            } else if (here == '\\' && words.quote != '\'') {
                escaped = true;
            } else {
                words.read(here);
            }
        }
        if (words.quote != 0 || escaped) {
            throw new SchedulerException("A quote is not closed in: " + text, "Close it, or put \\ before it.");
        }
        words.end();
        return List.copyOf(words.words);
    }

    private void read(char here) {
        if (quote != 0) {
            if (here == quote) {
                quote = 0;
            } else {
                word.append(here);
            }
        } else if (here == '"' || here == '\'') {
            quote = here;
            inWord = true;
        } else if (Character.isWhitespace(here)) {
            end();
        } else {
            add(here);
        }
    }

    private void add(char here) {
        word.append(here);
        inWord = true;
    }

    private void end() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
