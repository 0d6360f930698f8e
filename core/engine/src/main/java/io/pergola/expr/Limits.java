package io.pergola.expr;

/** How large things may get; beyond that, an error and not a full memory. */
final class Limits {

    /** How deep parentheses, lists, calls and indexes may stand in each other. */
    static final int NESTING = 200;

    /** The size of a whole number; about 39,000 decimal digits. */
    static final int NUMBER_BITS = 1 << 17;

    /** Decimal digits of a whole number that are read; what fits into {@link #NUMBER_BITS}. */
    static final int NUMBER_DIGITS = 39_000;

    /** The length of a text that is put together, in UTF-16 units. */
    static final int TEXT_LENGTH = 10_000_000;

    /** The items of a list. */
    static final int LIST_ITEMS = 1_000_000;

    /** How often the body of a repetition may stand. */
    static final int REPETITIONS = 100_000;

    /** Width and precision in a format. */
    static final int FORMAT_WIDTH = 10_000;

    private Limits() {}

    static void checkText(long length) {
        if (length > TEXT_LENGTH) {
            throw new ArgumentException(
                    String.format("The text would have %,d characters; at most %,d are allowed", length, TEXT_LENGTH));
        }
    }

    static void checkItems(long items) {
        if (items > LIST_ITEMS) {
            throw new ArgumentException(
                    String.format("The list would have %,d items; at most %,d are allowed", items, LIST_ITEMS));
        }
    }

    static void checkBits(long bits) {
        if (bits > NUMBER_BITS) {
            throw new ArgumentException(String.format(
                    "The number would have about %,d binary digits; at most %,d are allowed", bits, NUMBER_BITS));
        }
    }
}
