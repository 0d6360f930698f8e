package io.pergola.exec;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads files that the kernel makes up as they are read, several for each test that runs: with few calls to the system.
 */
final class SmallFile {

    private static final int USUAL = 1024;

    private SmallFile() {}

    /** All of it, a character for each byte; empty if it is not there or not ours to read. */
    static Optional<String> read(String path) {
        try (var input = new FileInputStream(path)) {
            return Optional.of(read(input));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String read(InputStream input) throws IOException {
        byte[] bytes = new byte[USUAL];
        int size = 0;
        int more = input.read(bytes, 0, USUAL);
        while (more > 0) {
            size += more;
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, size * 2);
            }
            more = input.read(bytes, size, bytes.length - size);
        }
        return new String(bytes, 0, size, StandardCharsets.ISO_8859_1);
    }
}
