package io.pergola.schedule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;

/**
 * When jobs were submitted lately, in milliseconds since 1970: a line each in a file, at whose end the next is added. Read once for
 * each submission, of which there may be thousands in a minute.
 */
final class SubmissionTimes {

    /** No time has more digits for the next thousand years. */
    private static final int MOST_DIGITS = 14;

    private final Path file;

    SubmissionTimes(Path file) {
        this.file = file;
    }

    /** Those that lie less than {@code window} from {@code now}, on either side, in rising order. */
    long[] near(long now, Duration window) throws IOException {
        long[] all = parse(read());
        long[] near = Arrays.stream(all)
                .filter(time -> Math.abs(time - now) < window.toMillis())
                .sorted()
                .toArray();
        if (all.length > 2 * near.length + 100) {
            replace(near);
        }
        return near;
    }

    void add(long time) throws IOException {
        Files.writeString(file, time + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private byte[] read() throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    private static long[] parse(byte[] text) {
        var times = new long[text.length / 2];
        int count = 0;
        long time = 0;
        int digits = 0;
        for (byte letter : text) {
            if (letter >= '0' && letter <= '9' && digits >= 0 && digits < MOST_DIGITS) {
                time = 10 * time + letter - '0';
                digits++;
            } else if (letter == '\n') {
                if (digits > 0) {
                    times[count++] = time;
                }
                time = 0;
                digits = 0;
            } else {
                digits = -1;
            }
        }
        return Arrays.copyOf(times, count);
    }

    private void replace(long[] times) throws IOException {
        var text = new StringBuilder();
        for (long time : times) {
            text.append(time).append('\n');
        }
        Path made = Files.createTempFile(file.getParent(), ".submissions", "");
        Files.write(made, text.toString().getBytes(StandardCharsets.US_ASCII));
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
