package io.pergola.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/** Hears the signals that ask this process to end, instead of dying of them. To be closed. */
final class StopSignals implements AutoCloseable {

    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

    private final Map<String, @Nullable Object> previous = new LinkedHashMap<>();

    /** @param told runs at each of them, on a thread of the system's */
    StopSignals(Runnable told) {
        NAMES.forEach(name -> previous.put(name, Signals.register(name, told)));
    }

    @Override
    public void close() {
        previous.forEach((name, handler) -> {
            if (handler != null) {
                Signals.unregister(name, handler);
            }
        });
    }
}
