package io.pergola.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
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

    private final int umask;
    private final @Nullable String group;
    private final boolean processTakesMore;
    private final FileAttribute<Set<PosixFilePermission>> fileMode;
    private final FileAttribute<Set<PosixFilePermission>> directoryMode;

    Access(int umask, @Nullable String group) {
        this.umask = umask;
        this.group = group;
        this.processTakesMore = (processUmask() & ~umask) != 0;
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
        if (processTakesMore) {
            // The plain call would take away the bit that hands the group down.
            int mode = (0777 & ~umask) | (group == null ? 0 : SET_GROUP_ID);
            Files.setAttribute(directory, "unix:mode", mode);
        }
    }

    /** Hands a directory to the group, so that everything made in it later belongs to the group as well. */
    void giveToGroup(Path directory) throws IOException {
        if (group == null) {
            return;
        }
        var principal =
                directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group);
        var view = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
        int mode = (Integer) Files.getAttribute(directory, "unix:mode");
        if (view.readAttributes().group().equals(principal) && (mode & SET_GROUP_ID) != 0) {
            // Somebody prepared it, who may have given it more bits, and perhaps only he may change it.
            return;
        }
        view.setGroup(principal);
        Files.setAttribute(directory, "unix:mode", (0777 & ~umask) | SET_GROUP_ID);
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
