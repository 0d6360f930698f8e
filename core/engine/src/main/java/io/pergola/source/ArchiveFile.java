package io.pergola.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An archive that is being unpacked: says what is wrong with it, and counts what comes out. For one thread. */
final class ArchiveFile {

    private static final int KIB = 1024;

    private final Path path;
    private final String name;
    private final Limits limits;
    private final long size;
    private int entries;
    private long bytes;

    ArchiveFile(Source.Single source, Limits limits) throws SourceException {
        this.path = source.path();
        this.name = source.name();
        this.limits = limits;
        try {
            this.size = Files.size(path);
        } catch (IOException e) {
            throw SourceException.reading(path, e);
        }
    }

    /** Something that is done with what the archive holds. */
    interface Step<T> {
        T take() throws IOException;
    }

    Path path() {
        return path;
    }

    /** The name it had where it came from. */
    String name() {
        return name;
    }

    /** Reads on; on input that makes no sense the libraries throw whatever comes. */
    <T> T read(Step<T> step) throws SourceException {
        try {
            return step.take();
        } catch (SourceException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new SourceException(
                    Names.shown(path) + " is damaged, cut short, or packed in a way that Pergola does not know ("
                            + SourceException.reason(e) + "): fetch it or pack it again",
                    e);
        }
    }

    void entry() throws SourceException {
        entries++;
        if (entries > limits.entries()) {
            throw refused(String.format(
                    "it holds more than %,d files: pack fewer, or unpack it and name the directory", limits.entries()));
        }
    }

    void bytes(long more) throws SourceException {
        bytes += more;
        if (bytes > limits.bytes()) {
            throw refused("it comes to more than " + size(limits.bytes()) + ": unpack it and name the directory");
        }
        if (bytes > limits.unsuspicious() && bytes / limits.ratio() > size) {
            throw refused(
                    "it comes to more than " + limits.ratio() + " times its own size (" + size(size)
                            + "), as archives do that are made to fill a disk: if you trust it, unpack it and name the directory");
        }
    }

    SourceException refused(String why) {
        return new SourceException(Names.shown(path) + " was not unpacked: " + why);
    }

    SourceException refused(String entry, String why) {
        return refused("its entry '" + Names.shown(entry) + "' " + why);
    }

    private static String size(long bytes) {
        long shown = bytes;
        int unit = 0;
        while (shown >= 10L * KIB && unit < 3) {
            shown /= KIB;
            unit++;
        }
        return shown + " " + new String[] {"bytes", "KiB", "MiB", "GiB"}[unit];
    }
}
