package io.pergola.source;

/**
 * How much may come out of an archive.
 *
 * @param entries how many files, directories and links
 * @param bytes what all files come to
 * @param ratio how many times its own size it may come to
 * @param unsuspicious bytes up to which the ratio does not count
 */
record Limits(int entries, long bytes, int ratio, long unsuspicious) {

    /** More than any source needs, less than hurts. */
    static final Limits DEFAULT = new Limits(1_000_000, 100L << 30, 250, 256L << 20);

    /** How deep directories may lie in each other. */
    static final int DEPTH = 200;

    /** In bytes, of one part of a name. */
    static final int NAME = 255;

    /** In bytes, of a whole name, or of what a link points to. */
    static final int PATH = 3000;

    /** What may stand between one entry and the next: long names and their like. */
    static final long HEADER = 1L << 20;

    /** How many parts of links may be followed, all together. */
    static final long STEPS = 20_000_000;

    /** For decompression, in KiB: what {@code xz -9} asks for, with room. */
    static final int MEMORY = 256 * 1024;
}
