package io.pergola.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.jspecify.annotations.Nullable;

/** What a tar archive holds, in its order. */
final class TarReader {

    static final int BLOCK = 512;

    private final ArchiveFile archive;
    private final Extraction extraction;

    TarReader(ArchiveFile archive, Extraction extraction) {
        this.archive = archive;
        this.extraction = extraction;
    }

    /** True if a file begins like a tar archive: its first block has the sum that it says. */
    static boolean begins(byte[] start) {
        if (start.length < BLOCK || start[0] == 0) {
            return false;
        }
        try {
            return TarUtils.verifyCheckSum(start);
        } catch (IllegalArgumentException e) {
            // There is no number where the sum would stand.
            return false;
        }
    }

    /** Takes all out of it, and reads to the end, where some compressions say what the sum of all was. */
    void unpack(InputStream unpacked) throws SourceException {
        var counted = new Counted(unpacked);
        var tar = new TarArchiveInputStream(counted, BLOCK, BLOCK, StandardCharsets.UTF_8.name(), false);
        @Nullable TarArchiveEntry entry = next(tar, counted);
        while (entry != null) {
            take(tar, entry);
            drain(tar);
            entry = next(tar, counted);
        }
        drain(counted);
    }

    private @Nullable TarArchiveEntry next(TarArchiveInputStream tar, Counted counted) throws SourceException {
        counted.left = Limits.HEADER;
        @Nullable TarArchiveEntry entry =
                archive.read(() -> Optional.ofNullable(tar.getNextEntry())).orElse(null);
        counted.left = Long.MAX_VALUE;
        return entry;
    }

    private void drain(InputStream rest) throws SourceException {
        var buffer = new byte[1 << 13];
        int count = archive.read(() -> rest.read(buffer));
        while (count >= 0) {
            archive.bytes(count);
            count = archive.read(() -> rest.read(buffer));
        }
    }

    private void take(TarArchiveInputStream tar, TarArchiveEntry entry) throws SourceException {
        String name = entry.getName();
        var facts = archive.read(() -> new Extraction.Facts(entry.getMode(), entry.getLastModifiedTime()));
        switch (entry.getLinkFlag()) {
            case TarConstants.LF_SYMLINK -> extraction.symbolicLink(name, entry.getLinkName());
            case TarConstants.LF_LINK -> extraction.hardLink(name, entry.getLinkName());
            case TarConstants.LF_CHR, TarConstants.LF_BLK ->
                throw archive.refused(name, "is a device: pack it again without");
            case TarConstants.LF_FIFO -> throw archive.refused(name, "is a named pipe: pack it again without");
            case TarConstants.LF_DIR -> extraction.directory(name, facts);
            case TarConstants.LF_OLDNORM,
                    TarConstants.LF_NORMAL,
                    TarConstants.LF_CONTIG,
                    TarConstants.LF_GNUTYPE_SPARSE -> file(tar, entry, facts);
            default ->
                throw archive.refused(
                        name,
                        "is of the kind '" + Names.shown(String.valueOf((char) (entry.getLinkFlag() & 0xff)))
                                + "', neither file, directory nor link: pack it again without");
        }
    }

    private void file(TarArchiveInputStream tar, TarArchiveEntry entry, Extraction.Facts facts) throws SourceException {
        if (entry.isDirectory()) {
            extraction.directory(entry.getName(), facts);
        } else if (!tar.canReadEntryData(entry)) {
            throw archive.refused(entry.getName(), "is stored in a way that Pergola does not know: pack it again");
        } else {
            extraction.file(entry.getName(), facts, tar);
        }
    }

    /** Ends what would fill the memory: a name, or what else stands before an entry, of any length. */
    private final class Counted extends InputStream {

        private final InputStream input;
        private long left = Long.MAX_VALUE;

        Counted(InputStream input) {
            this.input = input;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = input.read(buffer, offset, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw archive.refused("more than 1 MiB stands before one of its entries: pack it again");
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            input.close();
        }
    }
}
