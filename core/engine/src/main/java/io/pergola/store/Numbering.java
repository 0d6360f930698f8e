package io.pergola.store;

import io.pergola.model.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Numbered directories. A number is taken by making its directory, so it is taken once, whoever else tries. The file
 * {@code ids} only says where to begin; since it is only ever added to, the numbers of removed directories do not come
 * back.
 */
final class Numbering {

    private static final int TAIL = 4096;
    private static final int PATIENCE = 8;

    private final Disk disk;
    private final Path parent;
    private final Path ids;

    Numbering(Disk disk, Path parent) {
        this.disk = disk;
        this.parent = parent;
        this.ids = parent.resolve("ids");
    }

    Path parent() {
        return parent;
    }

    Path directory(int number) {
        return parent.resolve(Integer.toString(number));
    }

    /** Makes that many directories; their numbers rise. */
    List<Integer> claim(int count) {
        disk.ensure(parent);
        int next = highest() + 1;
        reserve(next + count - 1);
        List<Integer> claimed = new ArrayList<>(count);
        try {
            claim(next, count, claimed);
            return claimed;
        } catch (StoreException e) {
            claimed.forEach(number -> Disk.removeQuietly(directory(number)));
            throw e;
        }
    }

    private void claim(int first, int count, List<Integer> claimed) {
        int next = first;
        int refused = 0;
        while (claimed.size() < count) {
            if (next < 1 || next > RunNumber.LAST) {
                throw new StoreException("There are no numbers left in " + parent + ". Set another working_dir", null);
            }
            if (disk.claim(directory(next))) {
                claimed.add(next);
            } else if (++refused % PATIENCE == 0) {
                next = Math.max(next, Math.max(highest(), highestDirectory()));
            }
            next++;
        }
        if (refused > 0) {
            reserve(next - 1);
        }
    }

    private void reserve(int upTo) {
        try (LineWriter writer = LineWriter.open(disk, ids)) {
            writer.write((upTo + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The highest number that was ever given out, as far as is known without looking at the directories. */
    private int highest() {
        byte[] content = content();
        int from = Math.max(0, content.length - TAIL);
        String tail = new String(content, from, content.length - from, StandardCharsets.ISO_8859_1);
        return tail.lines()
                .flatMapToInt(line -> RunNumber.parse(line).stream())
                .max()
                .orElse(0);
    }

    private byte[] content() {
        return disk.read(ids).orElseGet(() -> {
            String first = UUID.randomUUID() + "\n" + highestDirectory() + "\n";
            disk.publish(ids, first.getBytes(StandardCharsets.UTF_8));
            return disk.read(ids).orElse(new byte[0]);
        });
    }

    private int highestDirectory() {
        return IntStream.of(list()).max().orElse(0);
    }

    /** Changes when the numbers have begun anew; empty before the first. */
    String token() {
        String content = new String(disk.read(ids).orElse(new byte[0]), StandardCharsets.ISO_8859_1);
        int end = content.indexOf('\n');
        return end < 0 ? "" : content.substring(0, end);
    }

    /** The numbers of all directories, rising; one listing. */
    int[] list() {
        int[] numbers = unordered();
        Arrays.sort(numbers);
        return numbers;
    }

    /** The same in no order. */
    int[] unordered() {
        // Names only: a path for each of ten thousand entries would cost more than the listing itself.
        String @Nullable [] names = parent.toFile().list();
        if (names == null) {
            return noList();
        }
        int[] numbers = new int[names.length];
        int count = 0;
        for (String name : names) {
            int number = RunNumber.of(name);
            if (number > 0) {
                numbers[count++] = number;
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    private int[] noList() {
        if (Files.notExists(parent)) {
            return new int[0];
        }
        throw Failure.reading(
                parent,
                Files.isReadable(parent)
                        ? new IOException("no listing")
                        : new AccessDeniedException(parent.toString()));
    }
}
