package io.pergola.json;

/** A text that is not the JSON that was expected; the message says what was found. */
public final class JsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JsonException(String message) {
        super(message);
    }
}
