package io.pergola.exec;

/**
 * What this host is.
 *
 * @param name its name ({@code /proc/sys/kernel/hostname})
 * @param user the name of the user that this process runs as
 * @param cores how many cores this process may use; affinity and container limits are counted in
 * @param memoryMiB the memory that this process may use, in MiB; container limits are counted in
 */
public record HostFacts(String name, String user, int cores, long memoryMiB) {

    /** Looks. */
    public static HostFacts read() {
        return new HostFacts("", "", 1, 0);
    }
}
