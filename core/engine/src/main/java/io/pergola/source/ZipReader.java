package io.pergola.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** What a zip archive holds, as its directory lists it. */
final class ZipReader {

    private static final int LOCAL_HEADER = 30;
    private static final int PLAIN = 0644;
    private static final int SEARCHABLE = 0755;

    private final ArchiveFile archive;
    private final Extraction extraction;

    ZipReader(ArchiveFile archive, Extraction extraction) {
        this.archive = archive;
        this.extraction = extraction;
    }

    static boolean begins(byte[] start) {
        return start.length >= 4
                && start[0] == 'P'
                && start[1] == 'K'
                && ((start[2] == 3 && start[3] == 4) || (start[2] == 5 && start[3] == 6));
    }

    void unpack() throws SourceException {
        try (ZipFile zip =
                archive.read(() -> ZipFile.builder().setPath(archive.path()).get())) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            refuseOverlap(entries);
            for (ZipArchiveEntry entry : entries) {
                take(zip, entry);
            }
        } catch (IOException e) {
            throw SourceException.reading(archive.path(), e);
        }
    }

    /** Small archives of enormous content list the same bytes many times. */
    private void refuseOverlap(List<ZipArchiveEntry> entries) throws SourceException {
        var sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(ZipArchiveEntry::getLocalHeaderOffset));
        long end = 0;
        for (ZipArchiveEntry entry : sorted) {
            if (entry.getLocalHeaderOffset() < end) {
                throw archive.refused(
                        entry.getName(),
                        "shares its bytes with another one, as in archives that are made to fill a disk: pack it again");
            }
            end = entry.getLocalHeaderOffset() + LOCAL_HEADER + Math.max(0, entry.getCompressedSize());
        }
    }

    private void take(ZipFile zip, ZipArchiveEntry entry) throws SourceException {
        String name = entry.getName();
        if (name.indexOf('\\') >= 0) {
            throw archive.refused(name, "has a backslash in its name: pack it again with '/' between names");
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw archive.refused(name, "is encrypted: pack it again without a password");
        }
        int kind = entry.getUnixMode() & UnixStat.FILE_TYPE_FLAG;
        boolean directory = name.endsWith("/");
        if (kind != 0 && kind != UnixStat.LINK_FLAG && kind != UnixStat.FILE_FLAG && kind != UnixStat.DIR_FLAG) {
            throw archive.refused(name, "is a device, pipe or socket: pack it again without");
        }
        int mode = kind == 0 ? directory ? SEARCHABLE : PLAIN : entry.getUnixMode() & 0777;
        var facts = archive.read(() -> new Extraction.Facts(mode, entry.getLastModifiedTime()));
        if (directory) {
            extraction.directory(name, facts);
        } else if (!zip.canReadEntryData(entry)) {
            throw archive.refused(
                    name,
                    "is compressed in a way (" + entry.getMethod() + ") that Pergola does not know: pack it again");
        } else {
            content(zip, entry, facts, kind == UnixStat.LINK_FLAG);
        }
    }

    private void content(ZipFile zip, ZipArchiveEntry entry, Extraction.Facts facts, boolean link)
            throws SourceException {
        try (var checked = new CheckedInputStream(archive.read(() -> zip.getInputStream(entry)), new CRC32())) {
            if (link) {
                extraction.symbolicLink(entry.getName(), target(checked));
            } else {
                extraction.file(entry.getName(), facts, checked);
            }
            long sum = checked.getChecksum().getValue();
            if (entry.getCrc() >= 0 && sum != entry.getCrc()) {
                throw archive.refused(
                        entry.getName(),
                        "does not have the checksum that stands in the archive: fetch it or pack it again");
            }
        } catch (IOException e) {
            throw SourceException.reading(archive.path(), e);
        }
    }

    private String target(InputStream content) throws SourceException {
        byte[] bytes = archive.read(() -> content.readNBytes(Limits.PATH + 1));
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
