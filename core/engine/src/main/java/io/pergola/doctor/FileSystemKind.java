package io.pergola.doctor;

import java.util.Locale;
import java.util.Map;

/** What is known of the kinds of file systems on which working directories lie. */
final class FileSystemKind {

    private static final String ELSEWHERE = "Set working_dir to a file system that the nodes of the jobs mount, too";
    private static final Map<String, String> GOES = Map.of(
            "tmpfs", "in the memory of this host: gone with a reboot, and no other host sees it",
            "ramfs", "in the memory of this host: gone with a reboot, and no other host sees it",
            "overlay", "a layer of a container: gone with it, and no other host sees it");
    private static final Map<String, String> POOR = Map.of(
            "fuse.sshfs", "has no locks, and what one host adds to a file can get lost when another adds, too",
            "fuse.s3fs", "cannot rename or add to files in one step",
            "vfat", "has no links and no permissions",
            "exfat", "has no links and no permissions",
            "9p", "of a virtual machine; links and locks depend on its host",
            "virtiofs", "of a virtual machine; links and locks depend on its host");

    private FileSystemKind() {}

    static void tell(Mount mount, Findings findings) {
        String type = mount.type().toLowerCase(Locale.ROOT);
        String shown = type + " (" + mount.source() + " at " + mount.point() + ")";
        if (mount.has("ro")) {
            findings.error("file system", shown + " is mounted read-only", ELSEWHERE);
        } else if (GOES.containsKey(type)) {
            findings.warning("file system", shown + ", " + GOES.get(type), ELSEWHERE);
        } else if (POOR.containsKey(type)) {
            findings.warning("file system", shown + " " + POOR.get(type), ELSEWHERE);
        } else if (type.startsWith("nfs")) {
            nfs(mount, shown, findings);
        } else if (type.equals("lustre")) {
            lustre(mount, shown, findings);
        } else {
            findings.ok("file system", shown);
        }
    }

    /** See nfs(5). */
    private static void nfs(Mount mount, String shown, Findings findings) {
        boolean local = mount.has("nolock")
                || mount.options().stream()
                        .anyMatch(option -> option.matches("local_lock=.*") && !option.equals("local_lock=none"));
        if (local) {
            findings.warning(
                    "file system",
                    shown
                            + ": locks hold within one host only (nolock, local_lock); two hosts may make the same build at once,"
                            + " and manage the same series",
                    "Mount it with NFS 4, or without these options");
        } else if (mount.has("soft")) {
            findings.warning(
                    "file system",
                    shown + ": with 'soft', files can be cut where the server is slow to answer",
                    "Mount it with 'hard'");
        } else {
            findings.ok("file system", shown + "; what other hosts did is seen after some seconds (actimeo)");
        }
    }

    private static void lustre(Mount mount, String shown, Findings findings) {
        if (mount.has("flock")) {
            findings.ok("file system", shown);
        } else {
            String why = mount.has("localflock") ? "hold within one host only (localflock)" : "do not work (noflock)";
            findings.warning("file system", shown + ": locks " + why, "Mount it with '-o flock'");
        }
    }
}
