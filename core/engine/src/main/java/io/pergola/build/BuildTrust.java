package io.pergola.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where builds stand that may have been made by others. A program is run out of a build, so one is used only if nobody but its
 * owner could have put anything into it, and only if its owner is trusted: this user, root, or, where the site has a group that
 * shares builds, a member of it.
 */
final class BuildTrust {

    private static final int ROOT = 0;
    private static final int OTHERS_WRITE = 0002;
    private static final int GROUP_WRITE = 0020;
    private static final int TYPE = 0170000;
    private static final int LINK = 0120000;
    private static final int DIRECTORY = 0040000;
    private static final String ATTRIBUTES = "unix:uid,gid,mode";

    private final Path builds;
    private final boolean shared;
    private final int self;

    /** Trusts the builds of others only if they are {@code shared}. */
    BuildTrust(Path builds, boolean shared) throws IOException {
        this.builds = builds;
        this.shared = shared;
        this.self = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /** The places for a build, the one to be preferred first: that of all, and this user's own. */
    List<String> places(String key) {
        return List.of(key, key + "-u" + self);
    }

    /** Whether what stands at a place cannot be removed, because it is somebody else's. */
    boolean isOfOthers(Path build) throws IOException {
        return Files.exists(build, LinkOption.NOFOLLOW_LINKS) && self != ROOT && uid(attributes(build)) != self;
    }

    /** Why a build cannot be used; empty if it can. */
    Optional<String> objection(Path build) throws IOException {
        @Nullable Integer group = shared ? gid(attributes(builds)) : null;
        try (Stream<Path> paths = Files.walk(build)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Optional<String> objection = objection(path, group);
                if (objection.isPresent()) {
                    return objection;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> objection(Path path, @Nullable Integer group) throws IOException {
        Map<String, Object> attributes = attributes(path);
        int uid = uid(attributes);
        int mode = (Integer) attributes.getOrDefault("mode", 0);
        if (uid != self && uid != ROOT && group == null) {
            return Optional.of(path + " belongs to "
                    + Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName()
                    + ", and the site has no shared_group whose members use each other's builds");
        }
        if ((mode & TYPE) == LINK) {
            return Optional.empty();
        }
        if ((mode & OTHERS_WRITE) != 0) {
            return Optional.of("everybody may write to " + path);
        }
        boolean sharedDirectory = (mode & TYPE) == DIRECTORY && group != null && group == gid(attributes);
        return (mode & GROUP_WRITE) != 0 && !sharedDirectory
                ? Optional.of("its group may write to " + path)
                : Optional.empty();
    }

    /** Refuses to work where everybody may put something else in the place of what was made. */
    void refuseOpenPath() throws IOException {
        for (Path path = builds.toRealPath(); path != null; path = path.getParent()) {
            int mode = (Integer) attributes(path).getOrDefault("mode", 0);
            if ((mode & OTHERS_WRITE) != 0 && (mode & 01000) == 0) {
                throw new IOException(
                        "everybody may replace what is in " + path + ", and builds are run from below it: 'chmod o-w "
                                + path + "', or 'chmod +t' if everybody must write there");
            }
        }
    }

    private static Map<String, Object> attributes(Path path) throws IOException {
        return Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }

    private static int uid(Map<String, Object> attributes) {
        return (Integer) attributes.getOrDefault("uid", -1);
    }

    private static int gid(Map<String, Object> attributes) {
        return (Integer) attributes.getOrDefault("gid", -1);
    }
}
