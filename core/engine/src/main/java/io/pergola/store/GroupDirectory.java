package io.pergola.store;

import io.pergola.model.RunId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The directory of one group: an empty file for each member, under the member's name. */
public final class GroupDirectory {

    /** Before the name of a run that is not to be in the group, whatever else of the group holds it. */
    private static final String NOT = "not:";

    private static final Pattern SERIES = Pattern.compile("(?:([a-z0-9_]+)\\.)?s(\\d{1,9})");

    private final Disk disk;
    private final String name;
    private final Path path;

    GroupDirectory(Disk disk, String name, Path path) {
        this.disk = disk;
        this.name = name;
        this.path = path;
    }

    /** Its own name, whatever other names lead to it. */
    public String name() {
        return name;
    }

    Path path() {
        return path;
    }

    /** What was added to it and not removed, in no order; some of it may be gone. Empty if the group is gone. */
    public List<GroupMember> members() {
        var members = new ArrayList<GroupMember>();
        each(file -> member(file).ifPresent(members::add));
        return members;
    }

    /** The runs that are not in it though a series or group in it has them. One that is a member itself stays in. */
    public Set<RunId> excluded() {
        var runs = new TreeSet<RunId>();
        each(file -> excluded(file).ifPresent(runs::add));
        return runs;
    }

    /** What a file stands for; empty if for no member. */
    static Optional<GroupMember> member(String file) {
        if (Groups.isName(file)) {
            return Optional.of(new GroupMember.Group(file));
        }
        Matcher series = SERIES.matcher(file);
        if (!series.matches()) {
            return RunId.parse(file).map(GroupMember.Run::new);
        }
        String label = series.group(1);
        int number = RunNumber.of(series.group(2));
        return number == 0
                ? Optional.empty()
                : Optional.of(new GroupMember.Series(label == null ? RunId.MAIN : label, number));
    }

    static Optional<RunId> excluded(String file) {
        return file.startsWith(NOT) ? RunId.parse(file.substring(NOT.length())) : Optional.empty();
    }

    /** Whether it is a member itself, and not by something else. */
    public boolean holds(GroupMember member) {
        return Files.exists(path.resolve(member.word()));
    }

    /** Takes a member out; false if it is none, or somebody else did that. */
    public boolean remove(GroupMember member) {
        return remove(path.resolve(member.word()));
    }

    /** Remembers that a run is not to be in it; does nothing if the group is gone. */
    public void exclude(RunId run) {
        try {
            disk.mark(path.resolve(NOT + run));
        } catch (NoSuchFileException e) {
            // With the group went the run.
        }
    }

    /** Forgets that a run is not to be in it. */
    void readmit(RunId run) {
        remove(path.resolve(NOT + run));
    }

    private static boolean remove(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (NotDirectoryException e) {
            return false;
        } catch (IOException e) {
            throw Failure.of("Cannot remove " + file, file, e);
        }
    }

    private void each(Consumer<String> user) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            files.forEach(file -> user.accept(String.valueOf(file.getFileName())));
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Removed just now.
        } catch (IOException e) {
            throw Failure.reading(path, e);
        }
    }
}
