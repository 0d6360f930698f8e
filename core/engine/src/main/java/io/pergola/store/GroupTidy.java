package io.pergola.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes out of groups what is gone for good, and removes groups in which nothing is left. Whoever adds to a group meanwhile is not
 * disturbed: a directory in which a file was just made cannot be removed, and one that is gone is made anew.
 */
final class GroupTidy {

    private final Groups groups;
    private final Predicate<GroupMember> gone;
    private final Instant before;
    private int members;
    private int emptied;

    /** {@code gone}: of runs and series; {@code before}: when a group must have been touched last to be removed. */
    GroupTidy(Groups groups, Predicate<GroupMember> gone, Instant before) {
        this.groups = groups;
        this.gone = gone;
        this.before = before;
    }

    GroupTidyOutcome run() {
        // While a group is being renamed there is none of either name for a moment.
        boolean settled = isOlder(groups.top());
        groups.each(path -> {
            String name = String.valueOf(path.getFileName());
            if (name.startsWith(Cleaner.ASIDE)) {
                removeRest(path);
            } else if (Groups.isName(name) && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                tidy(path, settled);
            } else if (settled
                    && Files.isSymbolicLink(path)
                    && groups.find(name).isEmpty()) {
                Disk.removeQuietly(path);
            }
        });
        return new GroupTidyOutcome(members, emptied);
    }

    private void removeRest(Path path) {
        if (Ownership.mayRemove(path)) {
            Cleaner.delete(path);
        }
    }

    private void tidy(Path group, boolean settled) {
        boolean old = isOlder(group);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(group)) {
            for (Path file : files) {
                if (isGone(String.valueOf(file.getFileName()), settled) && remove(file)) {
                    members++;
                }
            }
        } catch (IOException e) {
            // Removed just now, or not ours to read.
            return;
        }
        if (old && remove(group)) {
            emptied++;
        }
    }

    private boolean isGone(String file, boolean settled) {
        Optional<GroupMember> member = GroupDirectory.excluded(file)
                .<GroupMember>map(GroupMember.Run::new)
                .or(() -> GroupDirectory.member(file));
        return member.isPresent()
                && switch (member.get()) {
                    case GroupMember.Group(String name) ->
                        settled && groups.find(name).isEmpty();
                    case GroupMember.Run run -> gone.test(run);
                    case GroupMember.Series series -> gone.test(series);
                };
    }

    /** False if it is not there any more, not ours to remove, or a directory with something in it. */
    private static boolean remove(Path path) {
        try {
            return Files.deleteIfExists(path);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isOlder(Path path) {
        try {
            return Files.getLastModifiedTime(path).toInstant().isBefore(before);
        } catch (IOException e) {
            return false;
        }
    }
}
