package io.pergola.jsonpath;

/** The text of a path while it is read: where the reader is, and the words and numbers there. */
final class PathText {

    private static final long LARGEST = (1L << 53) - 1;

    private final String text;
    private int at;

    PathText(String text) {
        this.text = text;
    }

    int at() {
        return at;
    }

    boolean ended() {
        return at == text.length();
    }

    JsonPathException wrong(String message) {
        return new JsonPathException(message, at);
    }

    JsonPathException wrong(String message, int where) {
        return new JsonPathException(message, where);
    }

    void skipBlanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** Goes back, to where it was before. */
    void back(int where) {
        at = where;
    }

    boolean isNext(String words) {
        return text.startsWith(words, at);
    }

    /** Goes behind the words if they stand here. */
    boolean take(String words) {
        boolean there = isNext(words);
        at += there ? words.length() : 0;
        return there;
    }

    void need(String words, String where) {
        if (!take(words)) {
            throw wrong(ended() ? "it ends where " + words + " should follow" : words + " is missing " + where);
        }
    }

    boolean isNumber() {
        return !ended() && (text.charAt(at) == '-' || isDigit(text.charAt(at)));
    }

    boolean isName() {
        return !ended() && isNameStart(text.codePointAt(at));
    }

    /** A name without quotes, which must stand here. */
    String name() {
        int start = at;
        while (!ended() && (isNameStart(text.codePointAt(at)) || (at > start && isDigit(text.charAt(at))))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return text.substring(start, at);
    }

    private static boolean isNameStart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** An index, which must stand here. */
    long whole() {
        int start = at;
        take("-");
        String digits = digits();
        boolean padded = digits.length() > 1 && digits.startsWith("0");
        boolean zero = digits.equals("0") && text.charAt(start) == '-';
        if (digits.isEmpty() || padded || zero) {
            throw wrong("this is not an index", start);
        }
        if (digits.length() > 16 || Long.parseLong(digits) > LARGEST) {
            throw wrong("the index is too large", start);
        }
        return Long.parseLong(text.substring(start, at));
    }

    /** A number, which must stand here; true in {@code fraction} if it is not whole. */
    String number() {
        int start = at;
        take("-");
        String digits = digits();
        if (digits.isEmpty() || (digits.length() > 1 && digits.startsWith("0"))) {
            throw wrong("this is not a number", start);
        }
        if (take(".") && digits().isEmpty()) {
            throw wrong("digits are missing behind the point");
        }
        if (take("e") || take("E")) {
            if (!take("+")) {
                take("-");
            }
            if (digits().isEmpty()) {
                throw wrong("the exponent has no digits");
            }
        }
        return text.substring(start, at);
    }

    private String digits() {
        int start = at;
        while (!ended() && isDigit(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    boolean isQuote() {
        return isNext("'") || isNext("\"");
    }

    /** A text in quotes, which must stand here. */
    String quoted() {
        int start = at;
        char quote = text.charAt(at++);
        var words = new StringBuilder();
        while (!ended() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw wrong("a control character must be written as an escape such as \\n", at - 1);
            }
            words.append(c == '\\' ? escaped(quote) : String.valueOf(c));
        }
        if (ended()) {
            throw wrong("the quote that begins here is not closed", start);
        }
        at++;
        return words.toString();
    }

    private String escaped(char quote) {
        char c = ended() ? ' ' : text.charAt(at++);
        int plain = "bfnrt/\\".indexOf(c);
        if (plain >= 0) {
            return "\b\f\n\r\t/\\".substring(plain, plain + 1);
        }
        if (c == quote) {
            return String.valueOf(c);
        }
        if (c != 'u') {
            throw wrong("there is no escape \\" + c, at - 2);
        }
        char unit = unit();
        if (Character.isLowSurrogate(unit)) {
            throw wrong("half a pair of surrogates", at - 6);
        }
        if (!Character.isHighSurrogate(unit)) {
            return String.valueOf(unit);
        }
        char low = take("\\u") ? unit() : ' ';
        if (!Character.isLowSurrogate(low)) {
            throw wrong("half a pair of surrogates", at);
        }
        return new String(new char[] {unit, low});
    }

    private char unit() {
        String digits = text.substring(at, Math.min(at + 4, text.length()));
        if (digits.length() < 4 || !digits.chars().allMatch(digit -> Character.digit(digit, 16) >= 0 && digit < 0x80)) {
            throw wrong("four hexadecimal digits are missing behind \\u");
        }
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }
}
