package io.pergola.tasks;

import java.util.Locale;

/** Where a task stands, as the database has it. */
enum TaskState {
    PENDING,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED,
    REFUSED,
    HELD;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TaskState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether it is never run again. */
    boolean isFinal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
}
