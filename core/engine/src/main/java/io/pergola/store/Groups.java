package io.pergola.store;

import io.pergola.model.StoreException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The groups of a working directory: named sets of runs, series and groups, each a directory. Several processes may change one at once;
 * every change is one step. Throws {@link StoreException} as {@link Store} does.
 */
public final class Groups {

    private static final Pattern NAME = Pattern.compile("(?![sS]\\d)[a-zA-Z][a-zA-Z0-9_-]{0,63}");
    private static final Set<String> TAKEN = Set.of("all", "last");

    /** Old names that lead to older ones; a ring of them would have no end. */
    private static final int MOST_REDIRECTS = 40;

    private static final int ATTEMPTS = 20;

    private final Disk disk;
    private final Path top;

    Groups(Disk disk, Path top) {
        this.disk = disk;
        this.top = top;
    }

    /** What came of {@link #rename}. */
    public enum Renaming {
        /** It has the new name. */
        DONE,
        /** It has the new name, but meanwhile somebody made a group of the old one, which therefore does not lead to it. */
        DONE_WITHOUT_REDIRECT,
        /** There is a group of the new name. */
        TAKEN,
        /** There is no such group any more. */
        GONE
    }

    /** Whether a group can have this name, which then cannot be meant for runs or series. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches() && !TAKEN.contains(text);
    }

    /** The names of all groups, sorted; old names that lead to them are not among them. */
    public Set<String> names() {
        var names = new TreeSet<String>();
        each(path -> {
            String name = String.valueOf(path.getFileName());
            if (isName(name) && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                names.add(name);
            }
        });
        return names;
    }

    /** Old names that lead to a group, and the group's name now. */
    public SortedMap<String, String> redirects() {
        var redirects = new TreeMap<String, String>();
        each(path -> {
            if (Files.isSymbolicLink(path)) {
                String name = String.valueOf(path.getFileName());
                find(name).ifPresent(group -> redirects.put(name, group.name()));
            }
        });
        return redirects;
    }

    /** The group of a name, or to which a former name leads; empty if there is none. */
    public Optional<GroupDirectory> find(String name) {
        String real = name;
        for (int hops = 0; hops < MOST_REDIRECTS && isName(real); hops++) {
            Path path = top.resolve(real);
            Optional<String> next = disk.pointedTo(path);
            if (next.isEmpty()) {
                return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                        ? Optional.of(new GroupDirectory(disk, real, path))
                        : Optional.empty();
            }
            real = next.get();
        }
        return Optional.empty();
    }

    /**
     * Adds a member to a group, which is made if there is none. A run that was excluded is so no longer.
     *
     * @return false if it was a member already
     */
    public boolean add(String name, GroupMember member) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            GroupDirectory group = findOrMake(name);
            try {
                boolean isNew = disk.mark(group.path().resolve(member.word()));
                if (member instanceof GroupMember.Run(var id)) {
                    group.readmit(id);
                }
                return isNew;
            } catch (NoSuchFileException e) {
                // Deleted or renamed just now.
            }
        }
        throw new StoreException(
                "Cannot add to the group '" + name + "': somebody removes it again and again. Try another name", null);
    }

    /** The group of a name; made if there is none. */
    public GroupDirectory findOrMake(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("Not the name of a group: " + name);
        }
        Optional<GroupDirectory> found = find(name);
        if (found.isPresent()) {
            return found.get();
        }
        prepare();
        Path path = top.resolve(name);
        if (Files.isSymbolicLink(path) && find(name).isEmpty()) {
            Disk.removeQuietly(path);
        }
        disk.claim(path);
        return new GroupDirectory(disk, name, path);
    }

    private void prepare() {
        if (!Files.isDirectory(top) && disk.claim(top)) {
            disk.share(top);
        }
    }

    /** Forgets a name that leads to a group; false if it is none. The group stays. */
    public boolean dropRedirect(String name) {
        return isName(name) && Files.isSymbolicLink(top.resolve(name)) && remove(top.resolve(name));
    }

    private static boolean remove(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Failure.of("Cannot remove " + file, file, e);
        }
    }

    /** Deletes a group and the old names that lead to it; what was in it stays. False if somebody else did so. */
    public boolean delete(GroupDirectory group) {
        Set<String> old = new TreeSet<>();
        redirects().forEach((name, real) -> {
            if (real.equals(group.name())) {
                old.add(name);
            }
        });
        String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path aside = top.resolve(Cleaner.ASIDE + group.name() + "-" + random);
        if (!disk.moveAside(group.path(), aside)) {
            return false;
        }
        Cleaner.delete(aside);
        old.forEach(name -> Disk.removeQuietly(top.resolve(name)));
        return true;
    }

    /**
     * Gives a group another name.
     *
     * @param redirect whether the old name leads to it from now on
     */
    public Renaming rename(GroupDirectory group, String name, boolean redirect) {
        Path target = top.resolve(name);
        Optional<String> now = find(name).map(GroupDirectory::name);
        if (now.isPresent() && !(Files.isSymbolicLink(target) && now.get().equals(group.name()))) {
            return Renaming.TAKEN;
        }
        if (Files.isSymbolicLink(target)) {
            remove(target);
        }
        Renaming moved = move(group.path(), target);
        return moved == Renaming.DONE && redirect && !disk.pointOnce(group.path(), Path.of(name))
                ? Renaming.DONE_WITHOUT_REDIRECT
                : moved;
    }

    /** Of an empty group that somebody makes just now, the name is taken: whoever adds to it adds to this one. */
    private static Renaming move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return Renaming.DONE;
        } catch (NoSuchFileException e) {
            return Renaming.GONE;
        } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
            return Renaming.TAKEN;
        } catch (IOException e) {
            throw Failure.of("Cannot rename " + from, from, e);
        }
    }

    Path top() {
        return top;
    }

    void each(Consumer<Path> user) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(top)) {
            entries.forEach(user);
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Nobody has made a group yet.
        } catch (IOException e) {
            throw Failure.reading(top, e);
        }
    }

    /** The names that lead to each group, by the group's name. */
    public Map<String, Set<String>> formerNames() {
        var former = new TreeMap<String, Set<String>>();
        redirects().forEach((old, name) -> former.computeIfAbsent(name, _ -> new TreeSet<>())
                .add(old));
        return former;
    }
}
