package io.pergola.plugin;

import org.jspecify.annotations.Nullable;

/** Code of a plugin did not do what it must: the message ends a sentence that began with the plugin's name. */
final class BrokenPluginException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String said;
    private final String help;
    private final boolean hung;

    private BrokenPluginException(String message, String help, @Nullable Throwable cause, boolean hung) {
        super(message, cause);
        this.said = message;
        this.help = help;
        this.hung = hung;
    }

    BrokenPluginException(String message, String help, @Nullable Throwable cause) {
        this(message, help, cause, false);
    }

    /** For code that did not come back. */
    static BrokenPluginException hung(String message, String help) {
        return new BrokenPluginException(message, help, null, true);
    }

    /** The message. */
    String said() {
        return said;
    }

    /** Whether it did not come back, so that each further call would cost as much time again. */
    boolean hung() {
        return hung;
    }

    /** How to mend it, in a sentence. */
    String help() {
        return help;
    }
}
