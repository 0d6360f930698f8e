package io.pergola.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives new files and directories the permissions that the site's umask leaves, whatever the umask of this process is, and
 * directories the site's group, which what is made inside inherits.
 */
final class Access {

    private static final int SET_GROUP_ID = 02000;
    /** In a directory that others may write, too, nobody renames or removes what somebody else made. */
    private static final int STICKY = 01000;

    private static final int OTHERS_WRITE = 0022;

    private static final String MODE = "unix:mode";

    private final int umask;
    private final @Nullable String group;
    private final int processUmask;
    private final boolean processTakesMore;
    private final FileAttribute<Set<PosixFilePermission>> fileMode;
    private final FileAttribute<Set<PosixFilePermission>> directoryMode;

    Access(int umask, @Nullable String group) {
        this(umask, group, processUmask());
    }

    private Access(int umask, @Nullable String group, int processUmask) {
        this.umask = umask;
        this.group = group;
        this.processUmask = processUmask;
        this.processTakesMore = (processUmask & ~umask) != 0;
        this.fileMode = PosixFilePermissions.asFileAttribute(permissions(0666 & ~umask));
        this.directoryMode = PosixFilePermissions.asFileAttribute(permissions(0777 & ~umask));
    }

    @Nullable String group() {
        return group;
    }

    FileAttribute<Set<PosixFilePermission>> fileMode() {
        return fileMode;
    }

    FileAttribute<Set<PosixFilePermission>> directoryMode() {
        return directoryMode;
    }

    /** To be called on each file that was made with {@link #fileMode()}. */
    void settleFile(Path file) throws IOException {
        if (processTakesMore) {
            Files.setPosixFilePermissions(file, fileMode.value());
        }
    }

    /** To be called on each directory that was made with {@link #directoryMode()}. */
    void settleDirectory(Path directory) throws IOException {
        if (processTakesMore || (directoryBits() & STICKY) != 0) {
            // The plain call would take away the bit that hands the group down.
            int handedDown = (Integer) Files.getAttribute(directory, MODE) & SET_GROUP_ID;
            Files.setAttribute(directory, MODE, directoryBits() | handedDown);
        }
    }

    private int directoryBits() {
        int mode = 0777 & ~umask;
        return mode | (group == null ? 0 : SET_GROUP_ID) | ((mode & OTHERS_WRITE) == 0 ? 0 : STICKY);
    }

    /** For what decides which code is run: nobody but its owner may write it, whatever the site shares. */
    Access own() {
        return new Access(umask | OTHERS_WRITE, group, processUmask);
    }

    /** What is wrong with a mode: the bits by which others may write though the umask does not say so. */
    int excess(int mode) {
        return mode & umask & OTHERS_WRITE;
    }

    /** For one run of which the test says other than the site. */
    Access with(Sharing sharing) {
        return new Access(sharing.umask().orElse(umask), sharing.group().orElse(group), processUmask);
    }

    /** Gives a directory that was made for all of the site the permissions and the group of one run. */
    void settleRun(Path directory) throws IOException {
        if (group != null) {
            view(directory).setGroup(principal(directory, group));
        }
        int handedDown = (Integer) Files.getAttribute(directory, MODE) & SET_GROUP_ID;
        Files.setAttribute(directory, MODE, directoryBits() | handedDown);
    }

    /** Hands a directory to the group, so that everything made in it later belongs to the group as well. */
    void giveToGroup(Path directory) throws IOException {
        if (group == null) {
            return;
        }
        var principal = principal(directory, group);
        var view = view(directory);
        int mode = (Integer) Files.getAttribute(directory, MODE);
        if (view.readAttributes().group().equals(principal) && (mode & SET_GROUP_ID) != 0) {
            // Somebody prepared it, who may have given it more bits, and perhaps only he may change it.
            if ((mode & STICKY) == 0 && Ownership.isOwn(directory)) {
                Files.setAttribute(directory, MODE, mode | STICKY);
            }
            return;
        }
        view.setGroup(principal);
        Files.setAttribute(directory, MODE, directoryBits());
    }

    private static GroupPrincipal principal(Path directory, String group) throws IOException {
        return directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group);
    }

    private static PosixFileAttributeView view(Path directory) {
        return Files.getFileAttributeView(directory, PosixFileAttributeView.class);
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var all = PosixFilePermission.values(); // in the order of the bits, highest first
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < all.length; i++) {
            if ((mode & (0400 >> i)) != 0) {
                permissions.add(all[i]);
            }
        }
        return permissions;
    }

    /** The umask of this process; if it cannot be known, one that takes everything, so that permissions are always set. */
    private static int processUmask() {
        try {
            String status = Files.readString(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1);
            int start = status.indexOf("Umask:\t");
            if (start >= 0) {
                return Integer.parseInt(status.substring(start + 7, status.indexOf('\n', start)), 8);
            }
        } catch (IOException | NumberFormatException e) {
            // An old kernel, or no /proc at all.
        }
        return 0777;
    }
}
