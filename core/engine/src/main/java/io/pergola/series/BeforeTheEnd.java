package io.pergola.series;

/** Does something if this process is told to end (SIGINT, SIGTERM, SIGHUP) before this is closed. */
final class BeforeTheEnd implements AutoCloseable {

    private final Thread hook;

    BeforeTheEnd(Runnable what) {
        hook = new Thread(what, "before the end");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The end has come; what was to be done is being done.
            return;
        }
    }
}
