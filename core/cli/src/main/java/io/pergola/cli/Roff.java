package io.pergola.cli;

import java.util.List;

/** A text in the language of manual pages, put together from its macros. Text given to it is plain; it is escaped here. */
final class Roff {

    private final StringBuilder text = new StringBuilder();

    /** One line: {@code macro} as it stands, then each argument in quotes. */
    Roff macro(String macro, String... arguments) {
        text.append('.').append(macro);
        for (String argument : arguments) {
            text.append(" \"").append(escape(argument)).append('"');
        }
        text.append('\n');
        return this;
    }

    /** Words that are filled into lines; line breaks are as good as blanks. */
    Roff text(String words) {
        return raw(escape(words.strip().replaceAll("\\s+", " ")));
    }

    /** A line that is escaped already, such as one made with {@link #bold}. */
    Roff raw(String line) {
        if (!line.isEmpty()) {
            text.append(line).append('\n');
        }
        return this;
    }

    /** A term and what it means; the term is escaped already. */
    Roff term(String term, List<String> meaning) {
        macro("TP").raw(term);
        if (String.join("", meaning).isBlank()) {
            return raw("\\&");
        }
        meaning.forEach(this::text);
        return this;
    }

    static String bold(String words) {
        return "\\fB" + escape(words) + "\\fR";
    }

    static String italic(String words) {
        return "\\fI" + escape(words) + "\\fR";
    }

    /** So that it is read as text wherever it stands, and can be copied from the screen into a shell. */
    static String escape(String words) {
        var escaped = new StringBuilder();
        if (words.startsWith(".") || words.startsWith("'")) {
            escaped.append("\\&");
        }
        words.codePoints().forEach(character -> escape(escaped, character));
        return escaped.toString();
    }

    private static void escape(StringBuilder escaped, int character) {
        switch (character) {
            case '\\' -> escaped.append("\\(rs");
            case '-' -> escaped.append("\\-");
            case '\'' -> escaped.append("\\(aq");
            case '"' -> escaped.append("\\(dq");
            case '`' -> escaped.append("\\(ga");
            case '^' -> escaped.append("\\(ha");
            case '~' -> escaped.append("\\(ti");
            default -> {
                if (character < 128) {
                    escaped.append((char) character);
                } else {
                    escaped.append("\\[u").append("%04X".formatted(character)).append(']');
                }
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
