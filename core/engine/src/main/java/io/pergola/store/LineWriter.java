package io.pergola.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Adds lines to a file, each with one write; if the last line there was cut, it is marked so and left. */
final class LineWriter implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;
    private boolean cut;

    private LineWriter(Path file, FileChannel channel, boolean cut) {
        this.file = file;
        this.channel = channel;
        this.cut = cut;
    }

    static LineWriter open(Disk disk, Path file) {
        try {
            FileChannel channel = disk.openToAdd(file);
            return new LineWriter(file, channel, endsInsideLine(file, channel.size()));
        } catch (IOException e) {
            throw Failure.writing(file, e);
        }
    }

    private static boolean endsInsideLine(Path file, long size) throws IOException {
        if (size == 0) {
            return false;
        }
        try (FileChannel reader = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return reader.read(last, size - 1) == 1 && last.get(0) != '\n';
        }
    }

    /** {@code line} has its end. */
    void write(byte[] line) {
        byte[] bytes = cut ? afterCut(line) : line;
        try {
            cut = true;
            Disk.write(channel, bytes);
            cut = false;
        } catch (IOException e) {
            throw Failure.writing(file, e);
        }
    }

    private static byte[] afterCut(byte[] line) {
        byte[] bytes = new byte[line.length + 2];
        bytes[0] = JournalText.CUT;
        bytes[1] = '\n';
        System.arraycopy(line, 0, bytes, 2, line.length);
        return bytes;
    }

    /** Waits until all is on the disk. */
    void sync() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw Failure.writing(file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw Failure.writing(file, e);
        }
    }
}
