package io.pergola.yaml;

import io.pergola.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads YAML. Whatever is wrong becomes a {@link Problem}; time and memory are bounded whatever the file holds. */
public final class YamlReader {

    /** Larger files are refused: 32 MiB. */
    public static final int MAX_BYTES = 32 * 1024 * 1024;

    private YamlReader() {}

    /** Reads a file; it is named in problems as {@code file} is written. */
    public static YamlFile read(Path file) {
        return read(file, file.toString());
    }

    /**
     * Reads a file.
     *
     * @param name how it is named in problems; not blank
     */
    public static YamlFile read(Path file, String name) {
        var nothing = new SourceText(name, "");
        try {
            byte[] bytes = bytes(file);
            if (bytes.length > MAX_BYTES) {
                return failed(
                        nothing,
                        Problem.error("the file '" + name + "' is larger than " + MAX_BYTES / 1024 / 1024 + " MiB")
                                .help("Split it, or keep data out of configuration files"));
            }
            return decoded(name, bytes);
        } catch (IOException e) {
            return failed(nothing, unreadable(file, e));
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            return input.readNBytes(MAX_BYTES + 1);
        }
    }

    private static Problem unreadable(Path file, IOException e) {
        String reason =
                switch (e) {
                    case NoSuchFileException gone -> "there is no such file";
                    case AccessDeniedException denied -> "permission denied";
                    default -> Files.isDirectory(file) ? "it is a directory" : String.valueOf(e.getMessage());
                };
        return Problem.error("cannot read '" + file + "': " + reason);
    }

    private static YamlFile decoded(String name, byte[] bytes) {
        CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer input = ByteBuffer.wrap(bytes);
        try {
            String text = strict.decode(input).toString();
            return read(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            // The decoder stops in front of the first byte that it cannot take.
            String before = new String(bytes, 0, input.position(), StandardCharsets.UTF_8);
            var source = new SourceText(name, before);
            Problem problem = Problem.error("the file is not UTF-8: byte "
                            + String.format("0x%02X", bytes[input.position()] & 0xFF) + " at offset "
                            + input.position())
                    .help("Save it as UTF-8");
            return failed(source, new Span(source, before.length(), before.length()).mark(problem));
        }
    }

    /**
     * Reads a text.
     *
     * @param name how it is named in problems; not blank
     */
    public static YamlFile read(String name, String text) {
        var source = new SourceText(name, text);
        List<Problem> problems = new ArrayList<>();
        @Nullable YamlNode root = null;
        try {
            root = new NodeBuilder(source, problems).document();
        } catch (BrokenYaml e) {
            problems.add(e.problem());
        }
        return new YamlFile(source, root, problems);
    }

    private static YamlFile failed(SourceText source, Problem problem) {
        return new YamlFile(source, null, List.of(problem));
    }
}
