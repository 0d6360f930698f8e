package io.pergola.plugin;

import io.pergola.model.PluginException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Calls one function or system variable of a plugin. What did not come back once is not called again. */
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
        PluginException known = dead;
        if (known != null) {
            throw known;
        }
        try {
            return watch.call(step, body);
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
