package io.pergola.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names that others have chosen: shown so that no terminal obeys them, and taken apart. */
final class Names {

    private static final int SHOWN = 200;

    private Names() {}

    static String shown(Path path) {
        return shown(path.toString());
    }

    /** The text with all that a terminal would not show as a letter written out, and not longer than a few lines. */
    static String shown(String text) {
        var shown = new StringBuilder();
        for (int i = 0; i < text.length() && shown.length() < SHOWN; i++) {
            shown.append(shown(text.charAt(i)));
        }
        return shown.length() < SHOWN ? shown.toString() : shown.append("...").toString();
    }

    private static String shown(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> hidden(c) ? "\\u" + Integer.toHexString(c | 0x10000).substring(1) : String.valueOf(c);
        };
    }

    private static boolean hidden(char c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** True if it has a character that no honest name has. */
    static boolean hasControls(String name) {
        return name.chars().anyMatch(Character::isISOControl);
    }

    /** Its parts between slashes, without those that say nothing. */
    static List<String> parts(String name) {
        var parts = new ArrayList<String>();
        int from = 0;
        while (from <= name.length()) {
            int slash = name.indexOf('/', from);
            int to = slash < 0 ? name.length() : slash;
            String part = name.substring(from, to);
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
            from = to + 1;
        }
        return parts;
    }
}
