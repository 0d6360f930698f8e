package io.pergola.source;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lzma.LZMACompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** How a file is compressed; told by its first bytes. */
enum Compression {
    GZIP("\u001f\u008b\b", ".gz .tgz"),
    BZIP2("BZh", ".bz2 .tbz2 .tbz"),
    XZ("\u00fd7zXZ\0", ".xz .txz"),
    ZSTD("(\u00b5/\u00fd", ".zst .tzst"),
    LZMA("]\0\0", ".lzma"),
    NONE("", "");

    private final String magic;
    private final String suffixes;

    /** The first bytes as Latin letters; what names end with. */
    Compression(String magic, String suffixes) {
        this.magic = magic;
        this.suffixes = suffixes;
    }

    static Compression of(byte[] start) {
        for (Compression each : values()) {
            if (each.begins(start)) {
                return each;
            }
        }
        return NONE;
    }

    private boolean begins(byte[] start) {
        int length = Math.min(start.length, magic.length());
        return new String(start, 0, length, StandardCharsets.ISO_8859_1).equals(magic);
    }

    /** True if the file should be compressed, by its name. */
    static boolean claimed(String name) {
        for (Compression each : values()) {
            if (!each.stripped(name).equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The name without the ending that stands for this. */
    String stripped(String name) {
        for (String suffix : suffixes.split(" ", -1)) {
            if (!suffix.isEmpty() && name.endsWith(suffix) && name.length() > suffix.length()) {
                return name.substring(0, name.length() - suffix.length());
            }
        }
        return name;
    }

    /** The bytes as they were before; of several compressed pieces in a row, all. */
    InputStream open(InputStream packed) throws IOException {
        return switch (this) {
            case GZIP ->
                GzipCompressorInputStream.builder()
                        .setInputStream(packed)
                        .setDecompressConcatenated(true)
                        .get();
            case BZIP2 -> new BZip2CompressorInputStream(packed, true);
            case XZ ->
                XZCompressorInputStream.builder()
                        .setInputStream(packed)
                        .setDecompressConcatenated(true)
                        .setMemoryLimitKiB(Limits.MEMORY)
                        .get();
            case LZMA ->
                LZMACompressorInputStream.builder()
                        .setInputStream(packed)
                        .setMemoryLimitKiB(Limits.MEMORY)
                        .get();
            case ZSTD -> new ZstdInputStream(packed);
            case NONE -> packed;
        };
    }
}
