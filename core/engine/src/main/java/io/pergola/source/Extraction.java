package io.pergola.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes what an archive holds into an empty directory that nobody else writes to. Nothing is ever written through a link: what
 * is there is known from memory, not from the disk, and links are made last. For one thread.
 */
final class Extraction {

    private static final int BUFFER = 1 << 16;
    private static final long LATEST_SECOND = 1L << 34;

    private enum Kind {
        DIRECTORY,
        FILE,
        LINK
    }

    /**
     * What an archive says of an entry.
     *
     * @param mode permission bits; only the owner's count, others come from the site's umask
     * @param time when it was last changed
     */
    record Facts(int mode, FileTime time) {}

    private final ArchiveFile archive;
    private final Path root;
    private final Links links;
    private final Map<String, Kind> kinds = new HashMap<>();
    private final SequencedMap<String, Facts> directories = new LinkedHashMap<>();
    private final Set<String> tops = new TreeSet<>();

    Extraction(ArchiveFile archive, Path root) {
        this.archive = archive;
        this.root = root;
        this.links = new Links(archive);
    }

    void directory(String raw, Facts facts) throws SourceException {
        EntryName name = EntryName.of(archive, raw);
        archive.entry();
        if (name.isRoot()) {
            return;
        }
        enter(name, name.parts().size());
        directories.put(name.path(), facts);
    }

    void file(String raw, Facts facts, InputStream content) throws SourceException {
        EntryName name = place(raw, Kind.FILE);
        Path file = resolve(name.path());
        try {
            create(file, name, content);
            Files.setAttribute(file, "unix:mode", 0600 | (facts.mode() & 0755), LinkOption.NOFOLLOW_LINKS);
            Files.setLastModifiedTime(file, clamped(facts.time()));
        } catch (FileAlreadyExistsException e) {
            throw folded(name.path());
        } catch (IOException e) {
            throw SourceException.writing(file, e);
        }
    }

    private void create(Path file, EntryName name, InputStream content) throws IOException {
        if (kinds.put(name.path(), Kind.FILE) == Kind.FILE) {
            // Archives that were added to hold a file again, and the last one counts.
            Files.delete(file);
        }
        try (OutputStream output =
                Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var buffer = new byte[BUFFER];
            int count = archive.read(() -> content.read(buffer));
            while (count >= 0) {
                archive.bytes(count);
                output.write(buffer, 0, count);
                count = archive.read(() -> content.read(buffer));
            }
        }
    }

    void symbolicLink(String raw, String target) throws SourceException {
        EntryName name = place(raw, Kind.LINK);
        kinds.put(name.path(), Kind.LINK);
        links.add(name.path(), target);
    }

    /** Another name for a file that came before. */
    void hardLink(String raw, String target) throws SourceException {
        EntryName name = place(raw, Kind.FILE);
        EntryName existing = target(raw, target);
        Path file = resolve(name.path());
        try {
            if (kinds.put(name.path(), Kind.FILE) == Kind.FILE) {
                Files.delete(file);
            }
            Files.createLink(file, resolve(existing.path()));
        } catch (FileAlreadyExistsException e) {
            throw folded(name.path());
        } catch (IOException e) {
            throw SourceException.writing(file, e);
        }
    }

    private EntryName target(String raw, String target) throws SourceException {
        boolean leadsOut = target.startsWith("/") || Names.parts(target).contains("..") || Names.hasControls(target);
        EntryName existing = leadsOut ? new EntryName("", List.of()) : EntryName.of(archive, target);
        if (kinds.get(existing.path()) != Kind.FILE
                || existing.path().equals(EntryName.of(archive, raw).path())) {
            throw archive.refused(
                    raw,
                    "is a hard link to '" + Names.shown(target)
                            + "', which is no file that comes before it in the archive: pack it again");
        }
        return existing;
    }

    /** Makes room for a file or link. */
    private EntryName place(String raw, Kind kind) throws SourceException {
        EntryName name = EntryName.of(archive, raw);
        archive.entry();
        if (name.isRoot()) {
            throw archive.refused(raw, "has no name: pack it again");
        }
        enter(name, name.parts().size() - 1);
        @Nullable Kind there = kinds.get(name.path());
        if (there != null && there != kind) {
            throw archive.refused(raw, "takes the place of a " + word(there) + " of the same archive: pack it again");
        }
        if (name.parts().size() == 1) {
            tops.add(name.path());
        }
        return name;
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case DIRECTORY -> "directory";
            case FILE -> "file";
            case LINK -> "link";
        };
    }

    /** Makes the directories that the first parts of a name stand for. */
    private void enter(EntryName name, int depth) throws SourceException {
        for (int i = 1; i <= depth; i++) {
            String path = name.parent(i);
            @Nullable Kind there = kinds.get(path);
            if (there == Kind.LINK || there == Kind.FILE) {
                throw archive.refused(
                        name.path(),
                        "leads through the " + word(there) + " '" + Names.shown(path) + "': pack it again");
            }
            if (there == null) {
                archive.entry();
                make(path);
                kinds.put(path, Kind.DIRECTORY);
                if (i == 1) {
                    tops.add(path);
                }
            }
        }
    }

    private void make(String path) throws SourceException {
        try {
            Files.createDirectory(resolve(path));
        } catch (FileAlreadyExistsException e) {
            throw folded(path);
        } catch (IOException e) {
            throw SourceException.writing(resolve(path), e);
        }
    }

    private SourceException folded(String path) {
        return archive.refused(path, "cannot be told from another one by this file system: rename one of them");
    }

    private Path resolve(String path) throws SourceException {
        try {
            return root.resolve(path);
        } catch (InvalidPathException e) {
            throw archive.refused(path, "has letters that cannot be written here: set LC_ALL=C.UTF-8");
        }
    }

    /**
     * Makes the links. If all lies in one directory, what is in that comes to lie where it was.
     *
     * @throws SourceException if there is nothing, or a link leads out
     */
    void finish() throws SourceException {
        if (kinds.isEmpty()) {
            throw archive.refused("there is nothing in it");
        }
        String top = String.join("/", tops);
        boolean strips = tops.size() == 1 && kinds.get(top) == Kind.DIRECTORY;
        links.check(strips ? top + "/" : "");
        try {
            for (Map.Entry<String, String> link : links.all().entrySet()) {
                Files.createSymbolicLink(resolve(link.getKey()), Path.of(link.getValue()));
            }
            settle();
            if (strips) {
                raise(top);
            }
        } catch (FileAlreadyExistsException e) {
            throw folded(Names.shown(e.getFile()));
        } catch (IOException e) {
            throw SourceException.writing(root, e);
        }
    }

    private void settle() throws IOException {
        for (Map.Entry<String, Facts> each : new ArrayList<>(directories.sequencedEntrySet()).reversed()) {
            Path directory = resolve(each.getKey());
            Files.setAttribute(directory, "unix:mode", 0700 | (each.getValue().mode() & 0755));
            Files.setLastModifiedTime(directory, clamped(each.getValue().time()));
        }
    }

    private void raise(String top) throws IOException {
        Path aside = root.resolve(".unpacking-" + UUID.randomUUID());
        Files.move(root.resolve(top), aside);
        List<Path> children;
        try (var all = Files.list(aside)) {
            children = all.toList();
        }
        for (Path child : children) {
            Files.move(child, root.resolve(aside.relativize(child)));
        }
        Files.delete(aside);
    }

    /** Nobody's sources are older than Unix, or from a time that file systems cannot hold. */
    private static FileTime clamped(FileTime time) {
        long second = time.to(TimeUnit.SECONDS);
        return second < 0 || second > LATEST_SECOND ? FileTime.from(Instant.EPOCH) : time;
    }
}
