package io.pergola.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * What the files of one tree came to when they were last read. One file in the user's cache directory, written in one piece; what
 * cannot be read or written is forgotten, and the tree is read again.
 */
final class DigestMemory {

    private static final int FORMAT = 0x50474431;
    private static final int SUM = 8;
    private static final int MOST_TREES = 200;

    private final Path file;

    DigestMemory(Path file) {
        this.file = file;
    }

    /** A file as it was, and the digest of its content. */
    record Known(FileState state, String digest) {}

    /** By their names within the tree. */
    Map<String, Known> read() {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return bytes.length > SUM && sum(bytes) == ByteBuffer.wrap(bytes).getLong(bytes.length - SUM)
                    ? entries(new DataInputStream(new ByteArrayInputStream(bytes)))
                    : Map.of();
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static long sum(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes, 0, bytes.length - SUM);
        return sum.getValue();
    }

    private static Map<String, Known> entries(DataInputStream input) throws IOException {
        if (input.readInt() != FORMAT) {
            return Map.of();
        }
        int count = input.readInt();
        var entries = HashMap.<String, Known>newHashMap(count);
        for (int i = 0; i < count; i++) {
            String name = input.readUTF();
            var state = new FileState(
                    input.readInt(), input.readLong(), input.readLong(), input.readLong(), input.readLong());
            entries.put(name, new Known(state, input.readUTF()));
        }
        return entries;
    }

    void write(Map<String, Known> entries) {
        var bytes = new ByteArrayOutputStream();
        try (var output = new DataOutputStream(bytes)) {
            output.writeInt(FORMAT);
            output.writeInt(entries.size());
            for (Map.Entry<String, Known> entry : entries.entrySet()) {
                write(output, entry.getKey(), entry.getValue());
            }
            output.writeLong(0);
            replace(bytes.toByteArray());
        } catch (IOException e) {
            // The next one reads the files again.
        }
    }

    private static void write(DataOutputStream output, String name, Known known) throws IOException {
        output.writeUTF(name);
        FileState state = known.state();
        output.writeInt(state.mode());
        output.writeLong(state.size());
        output.writeLong(state.modified());
        output.writeLong(state.changed());
        output.writeLong(state.inode());
        output.writeUTF(known.digest());
    }

    private void replace(byte[] bytes) throws IOException {
        ByteBuffer.wrap(bytes).putLong(bytes.length - SUM, sum(bytes));
        Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = directory.resolve(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.write(temporary, bytes);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        forgetOldest(directory);
    }

    /** Trees come and go, such as those of continuous integration. */
    private static void forgetOldest(Path directory) throws IOException {
        List<Path> trees;
        try (var all = Files.list(directory)) {
            trees = new ArrayList<>(all.toList());
        }
        if (trees.size() > MOST_TREES) {
            trees.sort(Comparator.comparing(tree -> tree.toFile().lastModified()));
            for (Path tree : trees.subList(0, trees.size() - MOST_TREES)) {
                Files.deleteIfExists(tree);
            }
        }
    }
}
