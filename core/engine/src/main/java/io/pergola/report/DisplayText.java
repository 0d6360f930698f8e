package io.pergola.report;

/** Text as a terminal shows it: how wide it is, how it is cut, and what of it must not get there. */
public final class DisplayText {

    private DisplayText() {}

    /** True if every character is one of ASCII that can be seen, so that the text is as wide as long and needs no care. */
    static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** The text on one line, with control characters (escape sequences among them) shown as blanks or {@code ?}. */
    public static String harmless(String text) {
        int i = 0;
        while (i < text.length() && !control(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        var clean = new StringBuilder(text.length());
        text.chars().forEach(c -> clean.append(replacement((char) c)));
        return clean.toString();
    }

    /** The same, but line ends and tabs stay. */
    public static String harmlessLines(String text) {
        var clean = new StringBuilder(text.length());
        text.chars().forEach(c -> clean.append(c == '\n' || c == '\t' ? (char) c : replacement((char) c)));
        return clean.toString();
    }

    private static char replacement(char c) {
        if (c == '\n' || c == '\t' || c == '\r') {
            return ' ';
        }
        return control(c) ? '?' : c;
    }

    private static boolean control(char c) {
        // C0, DEL and C1 controls, and the marks that turn the direction of writing.
        return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }

    /** Columns that the text takes on a terminal. */
    public static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            width += width(c);
            i += Character.charCount(c);
        }
        return width;
    }

    private static int width(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return Character.isIdeographic(c)
                        || (c >= 0x1f300 && c <= 0x1faff)
                        || (c >= 0xac00 && c <= 0xd7a3)
                        || (c >= 0x3040 && c <= 0x30ff)
                        || (c >= 0xff01 && c <= 0xff60)
                ? 2
                : 1;
    }

    /** The text, cut at its end to so many columns if it is wider; a cut shows as {@code …}. */
    public static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (used + width(c) > columns - 1) {
                break;
            }
            used += width(c);
            end += Character.charCount(c);
        }
        return columns < 1 ? "" : text.substring(0, end) + "…";
    }
}
