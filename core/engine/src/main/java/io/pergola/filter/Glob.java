package io.pergola.filter;

/** A text in which {@code *} stands for any characters and {@code ?} for any one. Immutable. */
public final class Glob {

    private final String glob;
    private final boolean plain;

    /** Reads it; there is no glob that cannot be read. */
    public Glob(String glob) {
        this.glob = glob;
        this.plain = glob.indexOf('*') < 0 && glob.indexOf('?') < 0;
    }

    /** Whether it stands for the whole text. Takes at most as many steps as the lengths multiplied. */
    public boolean matches(String text) {
        return plain ? glob.equals(text) : wild(text);
    }

    /** True if it stands only for itself. */
    boolean isPlain() {
        return plain;
    }

    /** What every text begins with that it stands for. */
    String start() {
        int end = 0;
        while (end < glob.length() && glob.charAt(end) != '*' && glob.charAt(end) != '?') {
            end++;
        }
        return glob.substring(0, end);
    }

    /** Only the last star need be tried again: what stood before it has been matched as early as can be. */
    private boolean wild(String text) {
        int at = 0;
        int star = -1;
        int tried = 0;
        int i = 0;
        while (i < text.length()) {
            char wanted = at < glob.length() ? glob.charAt(at) : 0;
            if (at < glob.length() && wanted == '*') {
                star = at++;
                tried = i;
            } else if (at < glob.length() && (wanted == '?' || wanted == text.charAt(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++tried;
            } else {
                return false;
            }
        }
        while (at < glob.length() && glob.charAt(at) == '*') {
            at++;
        }
        return at == glob.length();
    }
}
