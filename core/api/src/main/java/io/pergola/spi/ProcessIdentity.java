package io.pergola.spi;

/**
 * A process that cannot be mistaken for a later one of the same number.
 *
 * @param host the host's name
 * @param pid its number there
 * @param startTicks when it started, in clock ticks since that host booted (field 22 of {@code /proc/PID/stat}, proc(5))
 * @param bootId which boot that was ({@code /proc/sys/kernel/random/boot_id})
 */
public record ProcessIdentity(String host, long pid, long startTicks, String bootId) {}
