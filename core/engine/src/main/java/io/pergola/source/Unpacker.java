package io.pergola.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Puts what a file holds into a build directory. What kind of archive it is, if it is one, is told by its content. */
public final class Unpacker {

    private static final int BUFFER = 1 << 16;
    private static final List<String> ARCHIVES = List.of(".tar", ".zip");

    private final Limits limits;

    /** With limits that no honest source comes near. */
    public Unpacker() {
        this(Limits.DEFAULT);
    }

    Unpacker(Limits limits) {
        this.limits = limits;
    }

    /**
     * Unpacks an archive, without the directory if there is just one at its top; decompresses a single file to its name without the
     * ending; copies any other file. On failure the target holds a part of it and must not be used, but nothing outside it was touched.
     *
     * @param source a file
     * @param target an empty directory to which nobody else writes
     * @throws SourceException if it cannot be read, is damaged, or holds what may not be written
     */
    public void unpack(Source.Single source, Path target) throws SourceException {
        Path file = source.path();
        var archive = new ArchiveFile(source, limits);
        var extraction = new Extraction(archive, target);
        try (InputStream raw = open(file)) {
            byte[] start = start(file, raw);
            Compression compression = Compression.of(start);
            if (ZipReader.begins(start)) {
                new ZipReader(archive, extraction).unpack();
                extraction.finish();
            } else if (compression == Compression.NONE) {
                plain(archive, extraction, raw, start);
            } else {
                packed(archive, extraction, raw, compression);
            }
        } catch (IOException e) {
            throw SourceException.reading(file, e);
        }
    }

    private static InputStream open(Path file) throws SourceException {
        try {
            return new BufferedInputStream(Files.newInputStream(file), BUFFER);
        } catch (IOException e) {
            throw SourceException.reading(file, e);
        }
    }

    private static byte[] start(Path file, InputStream input) throws SourceException {
        try {
            input.mark(TarReader.BLOCK);
            byte[] start = input.readNBytes(TarReader.BLOCK);
            input.reset();
            return start;
        } catch (IOException e) {
            throw SourceException.reading(file, e);
        }
    }

    private static void plain(ArchiveFile archive, Extraction extraction, InputStream raw, byte[] start)
            throws SourceException {
        String name = archive.name();
        if (TarReader.begins(start)) {
            refuseCut(archive);
            new TarReader(archive, extraction).unpack(raw);
            extraction.finish();
        } else if (Compression.claimed(name) || ARCHIVES.stream().anyMatch(name::endsWith)) {
            throw new SourceException(Names.shown(archive.path())
                    + " is named like an archive, but is none: it begins with '" + beginning(start)
                    + "'. Fetch it again, or rename it");
        } else {
            extraction.file(name, facts(archive), raw);
        }
    }

    /** Each ends with blocks of zeros; without them nobody knows whether there was more. */
    private static void refuseCut(ArchiveFile archive) throws SourceException {
        try (var channel = Files.newByteChannel(archive.path())) {
            var last = ByteBuffer.allocate(TarReader.BLOCK);
            channel.position(Math.max(0, channel.size() - TarReader.BLOCK));
            while (last.hasRemaining() && channel.read(last) >= 0) {
                // The channel may give less than was asked for.
            }
            if (last.hasRemaining() || !Arrays.equals(last.array(), new byte[TarReader.BLOCK])) {
                throw new SourceException(Names.shown(archive.path())
                        + " is cut short: the end that a tar archive has is missing. Fetch it or pack it again");
            }
        } catch (IOException e) {
            throw SourceException.reading(archive.path(), e);
        }
    }

    private static String beginning(byte[] start) {
        return Names.shown(new String(start, 0, Math.min(start.length, 32), StandardCharsets.ISO_8859_1));
    }

    private static void packed(ArchiveFile archive, Extraction extraction, InputStream raw, Compression compression)
            throws SourceException {
        var unpacked = new BufferedInputStream(archive.read(() -> compression.open(raw)), BUFFER);
        byte[] start = archive.read(() -> {
            unpacked.mark(TarReader.BLOCK);
            byte[] first = unpacked.readNBytes(TarReader.BLOCK);
            unpacked.reset();
            return first;
        });
        if (TarReader.begins(start)) {
            new TarReader(archive, extraction).unpack(unpacked);
            extraction.finish();
        } else {
            extraction.file(compression.stripped(archive.name()), facts(archive), unpacked);
        }
    }

    private static Extraction.Facts facts(ArchiveFile archive) throws SourceException {
        try {
            FileTime time = Files.getLastModifiedTime(archive.path());
            return new Extraction.Facts(Files.isExecutable(archive.path()) ? 0755 : 0644, time);
        } catch (IOException e) {
            return new Extraction.Facts(0644, FileTime.from(Instant.EPOCH));
        }
    }
}
