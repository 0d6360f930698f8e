package io.pergola.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Whose files are whose, and what that lets this user do. */
public final class Ownership {

    private static final int ROOT = 0;
    private static final int STICKY = 01000;

    private static final int OTHERS_WRITE = 0002;

    private Ownership() {}

    /**
     * Why what lies at a path must not decide what this user runs; empty if it belongs to this user or root, and nobody may write it who
     * should not.
     *
     * @param excess the bits of a mode that should not be there
     */
    static Optional<String> objection(Path path, IntUnaryOperator excess) {
        try {
            Map<String, Object> attributes =
                    Files.readAttributes(path, "unix:uid,mode,owner", LinkOption.NOFOLLOW_LINKS);
            int uid = (Integer) attributes.getOrDefault("uid", -1);
            if (uid != ROOT && uid != self()) {
                return Optional.of(path + " belongs to " + attributes.get("owner")
                        + ", and nothing is run that somebody else may have put there. Start the test yourself");
            }
            if (Files.isSymbolicLink(path)) {
                return Optional.of(path + " is a link, and Pergola makes none there. Start the test again");
            }
            int bits = excess.applyAsInt((Integer) attributes.getOrDefault("mode", 0));
            return bits == 0
                    ? Optional.empty()
                    : Optional.of(((bits & OTHERS_WRITE) != 0 ? "everybody" : "its group") + " may write to " + path
                            + ", and nothing is run that others may have put there. See that it is as you left it, then '"
                            + "chmod go-w " + path + "', and start the test again");
        } catch (IOException e) {
            return Optional.of("it cannot be seen whose " + path + " is: " + e.getMessage());
        }
    }

    /** The number of the user who runs this process. */
    static int self() throws IOException {
        // Followed: the link itself is root's.
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    static boolean isOwn(Path path) throws IOException {
        return uid(path) == self();
    }

    /** Whether this user may rename or remove a directory and all that is in it, as far as modes and owners say. */
    public static boolean mayRemove(Path directory) {
        if (!Files.isWritable(directory)) {
            return false;
        }
        Path parent = directory.toAbsolutePath().getParent();
        try {
            int self = self();
            return parent == null
                    || self == ROOT
                    || ((Integer) Files.getAttribute(parent, "unix:mode") & STICKY) == 0
                    || uid(directory) == self
                    || uid(parent) == self;
        } catch (IOException e) {
            // Removed just now.
            return false;
        }
    }
}
