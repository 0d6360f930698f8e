package io.pergola.config;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Another text for a configuration file.
 *
 * @param file the file
 * @param before its text as it was read
 * @param after its text as it is to be
 */
public record FileChange(Path file, String before, String after) {

    /**
     * Writes it, whole or not at all. A link stays one, and so do the permissions.
     *
     * @throws ConfigException if the file has changed since it was read, or cannot be written
     */
    public void write() {
        try {
            Path real = file.toRealPath();
            if (!Files.readString(real).equals(before)) {
                throw new ConfigException(
                        Problem.error("somebody else just changed " + file).help("Look, and try again"));
            }
            Path fresh = Files.createTempFile(real.resolveSibling(""), ".pergola-", ".tmp");
            try {
                write(fresh);
                Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(real));
                Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new ConfigException(Problem.error("cannot write " + file + ": " + reason(e))
                    .help("Write it yourself: '" + String.join("', '", added()) + "'"));
        }
    }

    private void write(Path fresh) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(after.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    static String reason(IOException e) {
        return e instanceof java.nio.file.AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }

    /** Lines that were not there, in their order. */
    public List<String> added() {
        return without(after, before);
    }

    /** Lines that are gone, in their order. */
    public List<String> removed() {
        return without(before, after);
    }

    private static List<String> without(String text, String other) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        other.lines().forEach(lines::remove);
        return lines;
    }
}
