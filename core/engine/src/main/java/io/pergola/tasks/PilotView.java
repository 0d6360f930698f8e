package io.pergola.tasks;

/** Where a pilot says how it goes. Called by one thread at a time. */
public interface PilotView {

    /** How much a line matters. */
    enum Level {
        /** As it should go. */
        INFO,
        /** Something is tried again, or passed over. */
        WARNING,
        /** Something failed. */
        ERROR
    }

    /** One line of the log. */
    void line(Level level, String text);

    /** How things stand; told several times a second while anything changes. */
    void status(PilotStatus status);
}
