package io.pergola.plugin;

import org.jspecify.annotations.Nullable;

/** Code of a plugin did not do what it must: the message ends a sentence that began with the plugin's name. */
final class BrokenPluginException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String said;
    private final String help;

    BrokenPluginException(String message, String help, @Nullable Throwable cause) {
        super(message, cause);
        this.said = message;
        this.help = help;
    }

    /** The message. */
    String said() {
        return said;
    }

    /** How to mend it, in a sentence. */
    String help() {
        return help;
    }
}
