package io.pergola.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * What was added to the file {@code changes} since an index looked there.
 *
 * @param begunAnew the file is another one than the index knew
 * @param numbers of the runs that the index has to forget
 * @param end how far the file was read
 */
record Changes(boolean begunAnew, Set<Integer> numbers, long end) {

    static Changes since(Path file, long from) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            return size == from ? none(from) : read(channel, from, size);
        } catch (NoSuchFileException e) {
            return new Changes(from > 0, Set.of(), 0);
        } catch (IOException e) {
            throw Failure.reading(file, e);
        }
    }

    private static Changes none(long end) {
        return new Changes(false, Set.of(), end);
    }

    private static Changes read(FileChannel channel, long from, long size) throws IOException {
        if (size < from || size - from > Integer.MAX_VALUE) {
            return new Changes(true, Set.of(), size);
        }
        var bytes = ByteBuffer.allocate((int) (size - from));
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
            // Goes on until all is read.
        }
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
        int whole = text.lastIndexOf('\n') + 1;
        Set<Integer> numbers = new HashSet<>();
        text.substring(0, whole).lines().forEach(line -> RunNumber.parse(line).ifPresent(numbers::add));
        return new Changes(false, numbers, from + whole);
    }
}
