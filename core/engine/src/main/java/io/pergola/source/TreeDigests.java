package io.pergola.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Trees of files by content: names, kinds, whether executable, and bytes. A file that has not changed since it was last read, as
 * its size, times and inode tell, is not read again, neither by this process nor by another of the same user. Safe for use by
 * several threads; those that ask for the same tree wait for one answer.
 */
public final class TreeDigests {

    /** A file may change again without a trace while the clock of its file system stands. */
    private static final Duration TICK = Duration.ofSeconds(2);
    /** The permutations of a test ask for the same tree in a row. */
    private static final Duration SAME = Duration.ofSeconds(5);

    private static final int BUFFER = 1 << 18;

    private final Path cache;
    private final InstantSource clock;
    private final Map<Path, Answer> answers = new ConcurrentHashMap<>();
    private final AtomicLong read = new AtomicLong();

    /** The last answer for a tree; whoever makes the next one holds its lock. */
    private static final class Answer {
        private @Nullable String digest;
        private Instant made = Instant.MIN;
    }

    /**
     * @param cache a directory that need not exist, for what is remembered
     * @param clock the time, as the file systems have it
     */
    public TreeDigests(Path cache, InstantSource clock) {
        this.cache = cache;
        this.clock = clock;
    }

    /**
     * The digest of a directory with all that is in it, or of a single file; a few seconds old at most.
     *
     * @throws SourceException if something in it cannot be read, or is no file, directory or link
     */
    public String of(Path root) throws SourceException {
        Answer answer = answers.computeIfAbsent(root.toAbsolutePath(), path -> new Answer());
        synchronized (answer) {
            @Nullable String known = answer.digest;
            Duration age = known == null ? SAME : Duration.between(answer.made, clock.instant());
            if (known == null || age.isNegative() || age.compareTo(SAME) >= 0) {
                known = now(root);
                answer.digest = known;
                answer.made = clock.instant();
            }
            return known;
        }
    }

    /** As {@link #of}, but as it is at this moment. */
    public String now(Path root) throws SourceException {
        try {
            Path real = root.toRealPath();
            SortedMap<String, FileState> states = new TreeMap<>();
            walk(real, "", FileState.of(real), states);
            Map<String, String> digests = digests(real, states);
            MessageDigest all = sha256();
            for (Map.Entry<String, FileState> entry : states.entrySet()) {
                add(all, entry.getKey(), entry.getValue(), real, digests.get(entry.getKey()));
            }
            return HexFormat.of().formatHex(all.digest());
        } catch (IOException e) {
            throw SourceException.reading(root, e);
        }
    }

    /** The SHA-256 of a file's bytes, as hexadecimal digits. */
    String sha256(Path file) throws SourceException {
        try {
            Path real = file.toRealPath();
            return String.valueOf(digests(real, Map.of("", FileState.of(real))).get(""));
        } catch (IOException e) {
            throw SourceException.reading(file, e);
        }
    }

    private static void walk(Path path, String name, FileState state, SortedMap<String, FileState> states)
            throws SourceException {
        states.put(name, state);
        if (!state.isDirectory()) {
            if (!state.isFile() && !state.isLink()) {
                throw new SourceException(
                        Names.shown(path) + " is no file, directory or link: take it out of the source");
            }
            return;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
            for (Path child : children) {
                String last = child.getFileName().toString();
                walk(child, name.isEmpty() ? last : name + "/" + last, FileState.of(child), states);
            }
        } catch (IOException e) {
            throw SourceException.reading(path, e);
        }
    }

    private static void add(MessageDigest all, String name, FileState state, Path root, @Nullable String digest)
            throws IOException {
        part(all, name.getBytes(StandardCharsets.UTF_8));
        if (state.isDirectory()) {
            part(all, new byte[] {'d'});
        } else if (state.isLink()) {
            part(all, new byte[] {'l'});
            part(all, Files.readSymbolicLink(root.resolve(name)).toString().getBytes(StandardCharsets.UTF_8));
        } else {
            part(all, new byte[] {(byte) (state.isProgram() ? 'x' : 'f')});
            part(all, String.valueOf(digest).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** With its length, so that no two sequences look alike. */
    private static void part(MessageDigest all, byte[] bytes) {
        all.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        all.update(bytes);
    }

    private Map<String, String> digests(Path root, Map<String, FileState> states) throws SourceException {
        var memory = new DigestMemory(cache.resolve(shortHash(root.toString()) + ".digests"));
        Map<String, DigestMemory.Known> known = memory.read();
        long settled = TimeUnit.MILLISECONDS.toNanos(clock.instant().minus(TICK).toEpochMilli());
        var digests = new HashMap<String, String>();
        List<String> unknown = new ArrayList<>();
        states.forEach((name, state) -> {
            DigestMemory.@Nullable Known before = known.get(name);
            if (state.isFile()) {
                if (before != null && before.state().hasContentOf(state)) {
                    digests.put(name, before.digest());
                } else {
                    unknown.add(name);
                }
            }
        });
        if (!unknown.isEmpty()) {
            digests.putAll(readAll(root, unknown, states));
            memory.write(remembered(states, digests, settled));
        }
        return digests;
    }

    private static Map<String, DigestMemory.Known> remembered(
            Map<String, FileState> states, Map<String, String> digests, long settled) {
        var kept = new HashMap<String, DigestMemory.Known>();
        digests.forEach((name, digest) -> {
            @Nullable FileState state = states.get(name);
            if (state != null && state.settledBefore(settled)) {
                kept.put(name, new DigestMemory.Known(state, digest));
            }
        });
        return kept;
    }

    private Map<String, String> readAll(Path root, List<String> names, Map<String, FileState> states)
            throws SourceException {
        var digests = new ConcurrentHashMap<String, String>();
        try {
            names.parallelStream().forEach(name -> {
                @Nullable FileState state = states.get(name);
                if (state != null) {
                    digests.put(name, content(root.resolve(name), state));
                }
            });
        } catch (UncheckedIOException e) {
            throw SourceException.reading(root, Objects.requireNonNull(e.getCause()));
        }
        return digests;
    }

    private String content(Path file, FileState before) {
        MessageDigest digest = sha256();
        try (InputStream input = Files.newInputStream(file)) {
            var buffer = new byte[Math.clamp(before.size(), 1, BUFFER)];
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                digest.update(buffer, 0, count);
                read.addAndGet(count);
            }
            if (!FileState.of(file).hasContentOf(before)) {
                throw new SourceException(
                        Names.shown(file) + " changed while it was read: try again once it is written");
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(SourceException.reading(file, e));
        }
    }

    /** How many bytes of files were read until now. */
    long bytesRead() {
        return read.get();
    }

    /** 16 hexadecimal digits that stand for a text. */
    static String shortHash(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)), 0, 8);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
