package io.pergola.plugin;

import io.pergola.model.PluginException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Calls one function, system variable or result parser of a plugin. What did not come back once is not called again. */
final class Guard {

    private final JarFacts facts;
    private final String what;
    private final Watch watch;
    private volatile @Nullable PluginException dead;

    /** {@code what} begins a sentence. */
    Guard(JarFacts facts, String what, Watch watch) {
        this.facts = facts;
        this.what = what;
        this.watch = watch;
    }

    JarFacts facts() {
        return facts;
    }

    /**
     * What it answers.
     *
     * @param told what it may throw; thrown on
     * @throws PluginException if it is broken
     */
    <T, E extends RuntimeException> T call(String step, Class<E> told, Callable<T> body) {
        return call(told, () -> watch.call(step, body));
    }

    /**
     * What comes of a body that may take as long as {@code whole}, if only the pulse does not stop.
     *
     * @throws PluginException if it is broken
     */
    <T> T call(String step, Pulse pulse, Duration whole, Callable<T> body) {
        return call(PluginException.class, () -> watch.call(step, body, pulse, whole));
    }

    private interface Watched<T> {

        T call() throws BrokenPluginException;
    }

    private <T, E extends RuntimeException> T call(Class<E> told, Watched<T> watched) {
        PluginException known = dead;
        if (known != null) {
            throw known;
        }
        try {
            return watched.call();
        } catch (BrokenPluginException e) {
            if (told.isInstance(e.getCause())) {
                throw told.cast(e.getCause());
            }
            PluginException broken = broken(e.said(), e.help(), e);
            if (e.hung()) {
                dead = broken;
            }
            throw broken;
        }
    }

    PluginException broken(String said, String help, @Nullable Throwable cause) {
        return new PluginException(
                what + " of the plugin " + facts.id() + " " + facts.version() + " (" + facts.jar() + ") is broken: "
                        + said + ". " + help,
                cause);
    }
}
