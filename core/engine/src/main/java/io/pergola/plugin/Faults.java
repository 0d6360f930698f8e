package io.pergola.plugin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginRuntimeException;

/** The words for what goes wrong in a plugin's code, and the mend. */
final class Faults {

    static final String TELL_THE_AUTHOR = "This is a fault of the plugin: tell its maker, or remove the jar.";

    /** Characters of a plugin's own words that a message takes. */
    private static final int LONGEST = 500;

    private Faults() {}

    static BrokenPluginException tooLong(String step, Duration limit) {
        return BrokenPluginException.hung(
                step + " did not come back within " + seconds(limit),
                "A plugin must answer at once and leave waiting to Pergola; tell its maker, or remove the jar.");
    }

    static BrokenPluginException thrown(String step, @Nullable Throwable thrown) {
        Throwable cause = root(thrown);
        if (cause instanceof VirtualMachineError fatal && !(cause instanceof StackOverflowError)) {
            throw fatal;
        }
        if (cause instanceof BrokenPluginException known) {
            return known;
        }
        String message = String.valueOf(cause.getMessage());
        boolean absent = cause instanceof ClassNotFoundException || cause instanceof NoClassDefFoundError;
        if (absent && !message.startsWith("Could not initialize")) {
            return missing(message, cause);
        }
        return cause instanceof LinkageError ? unfit(step, cause) : failed(step, cause);
    }

    private static BrokenPluginException missing(String message, Throwable cause) {
        String name = message.replaceFirst(" .*", "").replace('/', '.');
        return new BrokenPluginException(
                "it needs the class " + name + ", which is neither in the jar nor part of the API",
                "Pack the library that has it into the jar (maven-shade-plugin); of Pergola's own classes a plugin can use"
                        + " those of io.pergola.spi and io.pergola.model.",
                cause);
    }

    private static BrokenPluginException unfit(String step, Throwable cause) {
        if (cause instanceof UnsupportedClassVersionError) {
            int java = Runtime.version().feature();
            return new BrokenPluginException(
                    "it was compiled for a newer Java than " + java + ": " + cause.getMessage(),
                    "Compile it with maven.compiler.release " + java + ".",
                    cause);
        }
        return new BrokenPluginException(
                step + " does not fit the classes that are there: " + cause,
                "Compile the plugin again, against this version of pergola-api.",
                cause);
    }

    private static BrokenPluginException failed(String step, Throwable cause) {
        StackTraceElement[] frames = cause.getStackTrace();
        String where = frames.length == 0 ? "" : " (" + frames[0] + ")";
        return new BrokenPluginException(step + " failed: " + words(cause) + where, TELL_THE_AUTHOR, cause);
    }

    /** What was thrown, on one line; messages of plugins may hold whole files. */
    private static String words(Throwable cause) {
        String text = String.join(" ", cause.toString().strip().split("\\s*\\R\\s*"));
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /** What the plugin threw itself, without PF4J's and the class loader's wrapping. */
    private static Throwable root(@Nullable Throwable thrown) {
        Throwable cause = thrown == null ? new IllegalStateException("for no reason given") : thrown;
        while ((cause instanceof PluginRuntimeException || cause instanceof ExceptionInInitializerError)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
