package io.pergola.jsonpath;

/** What is wrong with a path, or with following it. Carries no stack. */
public final class JsonPathException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String said;
    private final int at;

    JsonPathException(String message, int at) {
        super(message, null, false, false);
        this.said = message;
        this.at = at;
    }

    /** One sentence without a full stop. */
    public String said() {
        return said;
    }

    /** The offset in the path's text, which may be its length; -1 if no part of it is to blame. */
    public int at() {
        return at;
    }
}
