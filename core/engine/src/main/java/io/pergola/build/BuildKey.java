package io.pergola.build;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

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

    private void part(byte[] bytes) {
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    String name() {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
