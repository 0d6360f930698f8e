package io.pergola.build;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Gathers everything that can change a build's outcome into one name: 16 hexadecimal digits of a SHA-256. */
final class BuildKey {

    private static final int BYTES = 8;

    /** Longer texts are remembered by what they come to. */
    private static final int REMEMBERED = 1 << 16;

    private final MessageDigest digest;
    private final SequencedMap<String, String> parts = new LinkedHashMap<>();

    BuildKey() {
        digest = sha256();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** A text under a name; both with their length, so that no two sequences look alike. */
    BuildKey add(String name, String text) {
        remember(name, text);
        return put(name, text);
    }

    private BuildKey put(String name, String text) {
        part(name.getBytes(StandardCharsets.UTF_8));
        part(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    BuildKey add(String name, List<String> texts) {
        remember(name, String.join("\n", texts));
        put(name, Integer.toString(texts.size()));
        texts.forEach(text -> put("", text));
        return this;
    }

    private void remember(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        parts.put(
                name,
                bytes.length <= REMEMBERED ? text : "sha256 " + HexFormat.of().formatHex(sha256().digest(bytes)));
    }

    /** What was added, each under its name; of long texts their digest. */
    SequencedMap<String, String> parts() {
        return Collections.unmodifiableSequencedMap(parts);
    }

    private void part(byte[] bytes) {
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    String name() {
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
