package io.pergola.cli;

import io.pergola.report.DisplayText;
import io.pergola.report.Style;
import io.pergola.tasks.PilotStatus;
import io.pergola.tasks.PilotView;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The log of a pilot on standard error, and on a terminal a line below it that says how things stand. */
final class PilotScreen implements PilotView {

    private final Screen screen;
    private final InstantSource clock;
    private final ZoneId zone = ZoneId.systemDefault();
    private final ProgressLine progress;
    private long second = -1;
    private String written = "";

    PilotScreen(Screen screen, InstantSource clock) {
        this.screen = screen;
        this.clock = clock;
        this.progress = new ProgressLine(screen);
    }

    @Override
    public void line(Level level, String text) {
        if (screen.quiet() && level != Level.ERROR) {
            return;
        }
        progress.clear();
        String line = time() + " [" + level + "] " + DisplayText.harmless(text);
        screen.err()
                .println(
                        switch (level) {
                            case INFO -> line;
                            case WARNING -> screen.paintError(Style.WARN, line);
                            case ERROR -> screen.paintError(Style.BAD, line);
                        });
        screen.err().flush();
    }

    /** Put into words once a second: thousands of lines may have the same. */
    private String time() {
        Instant instant = clock.instant();
        if (instant.getEpochSecond() != second) {
            ZonedDateTime now = instant.atZone(zone);
            second = instant.getEpochSecond();
            written = two(now.getHour()) + ":" + two(now.getMinute()) + ":" + two(now.getSecond());
        }
        return written;
    }

    private static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }

    @Override
    public void status(PilotStatus status) {
        progress.draw(status.line());
    }

    void close() {
        progress.clear();
    }
}
