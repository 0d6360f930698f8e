package io.pergola.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Gathers everything that can change a build's outcome into one name: 16 hexadecimal digits of a SHA-256. */
final class BuildKey {

    private static final int BYTES = 8;

    private final MessageDigest digest;

    BuildKey() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** A text under a name; both with their length, so that no two sequences look alike. */
    BuildKey add(String name, String text) {
        part(name.getBytes(StandardCharsets.UTF_8));
        part(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    BuildKey add(String name, List<String> texts) {
        add(name, Integer.toString(texts.size()));
        texts.forEach(text -> add("", text));
        return this;
    }

    /** A file or a whole directory by content: paths, kinds, whether executable, and bytes. */
    BuildKey addTree(String name, Path root) throws IOException {
        add(name, "tree");
        Path real = root.toRealPath();
        try (Stream<Path> paths = Files.walk(real)) {
            for (Path path : paths.sorted().toList()) {
                addFile(real.relativize(path).toString(), path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return this;
    }

    private void addFile(String name, Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            add(name, "link " + Files.readSymbolicLink(path));
        } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            add(name, "directory");
        } else {
            add(name, (Files.isExecutable(path) ? "program " : "file ") + Files.size(path));
            try (InputStream input = Files.newInputStream(path);
                    var sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                input.transferTo(sink);
            }
        }
    }

    private void part(byte[] bytes) {
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    String name() {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
