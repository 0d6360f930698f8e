package io.pergola.expr;

/** A text that counts how often it is read, and ends a match that reads it too often. */
final class BoundedText implements CharSequence {

    private static final long STEPS = 5_000_000;
    private static final long STEPS_PER_CHARACTER = 50;

    private final CharSequence text;
    private final Budget budget;

    private BoundedText(CharSequence text, Budget budget) {
        this.text = text;
        this.budget = budget;
    }

    static BoundedText of(CharSequence text) {
        return new BoundedText(text, new Budget(STEPS + STEPS_PER_CHARACTER * text.length()));
    }

    @Override
    public char charAt(int index) {
        budget.spend();
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** The steps that are left for one match. */
    private static final class Budget {

        private long left;

        Budget(long left) {
            this.left = left;
        }

        void spend() {
            if (--left < 0) {
                throw new ArgumentException(
                        "The regular expression takes too long on this text: it backtracks without end");
            }
        }
    }
}
