package io.pergola.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Where the index of a working directory lies: a file of its own for each user, host and working directory. */
final class IndexPlace {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private IndexPlace() {}

    static Path of(Path cacheDir, Path workingDir) {
        String key = System.getProperty("user.name", "") + "\n" + host() + "\n" + real(workingDir);
        return cacheDir.toAbsolutePath().resolve("index-" + HexFormat.of().toHexDigits(hash(key)) + ".db");
    }

    /** FNV-1a: enough here, as a mix-up is noticed by the working directory's uuid; and needs no security providers. */
    private static long hash(String key) {
        long hash = FNV_OFFSET;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String real(Path directory) {
        try {
            return directory.toRealPath().toString();
        } catch (IOException e) {
            return directory.toString();
        }
    }
}
