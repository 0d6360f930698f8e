package io.pergola.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes tar archives, honest ones and others. */
final class TarMaker {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    TarMaker() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    TarMaker file(String name, String text) throws IOException {
        return file(name, text, 0644);
    }

    TarMaker file(String name, String text, int mode) throws IOException {
        var entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
        entry.setMode(mode);
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
        return this;
    }

    TarMaker directory(String name) throws IOException {
        return special(name, TarConstants.LF_DIR, "");
    }

    TarMaker symlink(String name, String target) throws IOException {
        return special(name, TarConstants.LF_SYMLINK, target);
    }

    TarMaker hardlink(String name, String target) throws IOException {
        return special(name, TarConstants.LF_LINK, target);
    }

    /** An entry without content. */
    TarMaker special(String name, byte kind, String target) throws IOException {
        var entry = new TarArchiveEntry(name, kind, true);
        entry.setMode(0755);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
        return this;
    }

    /** A file behind a header of any length. */
    TarMaker fileBehind(String comment, String name) throws IOException {
        var entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
        Map.of("comment", comment).forEach(entry::addPaxHeader);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
        return this;
    }

    byte[] bytes() throws IOException {
        tar.close();
        return bytes.toByteArray();
    }

    static byte[] gzipped(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }
}
