package io.pergola.resolve;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a text is a host list: {@code n[01-10,15],m3}. Only its form; names are expanded where nodes are known. */
final class HostListCheck {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private HostListCheck() {}

    /** What is wrong with it. */
    static Optional<String> problem(String list) {
        int open = -1;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '[') {
                if (open >= 0) {
                    return Optional.of("brackets may not nest");
                }
                open = i;
            } else if (c == ']') {
                if (open < 0) {
                    return Optional.of("']' without '['");
                }
                Optional<String> wrong = ranges(list.substring(open + 1, i));
                if (wrong.isPresent()) {
                    return wrong;
                }
                open = -1;
            }
        }
        return open >= 0 ? Optional.of("'[' without ']'") : Optional.empty();
    }

    private static Optional<String> ranges(String text) {
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (!range.matches()) {
                return Optional.of("'" + part + "' is not a number or a range");
            }
            boolean backwards =
                    range.group(2) != null && Integer.parseInt(range.group(1)) > Integer.parseInt(range.group(2));
            if (backwards) {
                return Optional.of("the range '" + part + "' runs backwards");
            }
        }
        return Optional.empty();
    }
}
