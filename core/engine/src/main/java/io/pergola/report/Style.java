package io.pergola.report;

/** How a piece of text stands out on a screen that has colours. */
public enum Style {
    /** As it is. */
    PLAIN(""),
    /** Good news. */
    GOOD("32"),
    /** Bad news. */
    BAD("31"),
    /** Something to look at. */
    WARN("33"),
    /** Under way. */
    BUSY("36"),
    /** Of less weight. */
    DIM("2"),
    /** A heading. */
    BOLD("1");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** The text between the escape sequences of this style (ECMA-48, select graphic rendition). */
    public String paint(String text) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
