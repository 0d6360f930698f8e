package io.pergola.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads one list of nodes, front to back. */
final class NodeListParser {

    private static final int MOST_DIGITS = 18;
    private static final String MEND_RANGE = "write numbers and ranges such as [01-10,15]";

    private final String text;
    private final boolean strict;
    private final Set<String> names = new LinkedHashSet<>();
    private int at;

    NodeListParser(String text, boolean strict) {
        this.text = text;
        this.strict = strict;
    }

    NodeList parse() {
        try {
            while (at < text.length()) {
                name();
                at++;
            }
        } catch (Malformed wrong) {
            return new NodeList.Malformed(text, wrong.column, wrong.what, wrong.help);
        }
        return new NodeList.Names(List.copyOf(names));
    }

    /** One name, up to its comma or the end. */
    private void name() throws Malformed {
        List<Piece> pieces = new ArrayList<>();
        int begin = at;
        int literal = at;
        while (at < text.length() && text.charAt(at) != ',') {
            char c = text.charAt(at);
            if (c == ']') {
                throw new Malformed(at, "']' without '['", MEND_RANGE);
            }
            if (c == '[') {
                pieces.add(new Literal(text.substring(literal, at)));
                pieces.add(bracket());
                literal = at;
            } else {
                at++;
            }
        }
        pieces.add(new Literal(text.substring(literal, at)));
        add(begin, pieces);
    }

    private void add(int begin, List<Piece> pieces) throws Malformed {
        String written = text.substring(begin, at);
        String bare = written.strip();
        if (bare.isEmpty() && !strict) {
            return;
        }
        check(begin, written, bare);
        long count = 1;
        for (Piece piece : pieces) {
            count = count > NodeList.MOST ? count : count * Math.min(piece.count(), NodeList.MOST + 1L);
        }
        if (count + names.size() > NodeList.MOST) {
            throw new Malformed(
                    begin,
                    "it stands for more than " + NodeList.MOST + " names",
                    "name fewer nodes; the range may have a digit too many");
        }
        expand("", pieces, 0);
    }

    private void check(int begin, String written, String bare) throws Malformed {
        if (strict && (bare.isEmpty() || !Character.isLetter(bare.charAt(0)))) {
            throw new Malformed(begin, "a name must begin with a letter", "give names separated by commas");
        }
        int depth = 0;
        int first = written.indexOf(bare);
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            boolean inside = i >= first && i < first + bare.length();
            if (Character.isWhitespace(c) && (strict || (inside && depth == 0))) {
                throw new Malformed(begin + i, "there is a blank in a name", "separate names by commas");
            }
        }
    }

    private void expand(String front, List<Piece> pieces, int index) {
        if (index == pieces.size()) {
            names.add(front.strip());
            return;
        }
        switch (pieces.get(index)) {
            case Literal(String piece) -> expand(front + piece, pieces, index + 1);
            case Bracket(List<Range> ranges) -> {
                for (Range range : ranges) {
                    for (long number = range.from; number <= range.to; number++) {
                        expand(front + padded(number, range.width), pieces, index + 1);
                    }
                }
            }
        }
    }

    private static String padded(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private Bracket bracket() throws Malformed {
        int open = at;
        int close = text.indexOf(']', open);
        if (close < 0) {
            throw new Malformed(open, "'[' without ']'", MEND_RANGE);
        }
        List<Range> ranges = new ArrayList<>();
        at = open + 1;
        while (at <= close) {
            int end = text.indexOf(',', at);
            end = end < 0 || end > close ? close : end;
            ranges.add(range(at, text.substring(at, end)));
            at = end + 1;
        }
        return new Bracket(ranges);
    }

    private Range range(int column, String written) throws Malformed {
        String part = written.strip();
        if (part.contains("[")) {
            throw new Malformed(column + written.indexOf('['), "brackets may not nest", MEND_RANGE);
        }
        int dash = part.indexOf('-');
        String left = (dash < 0 ? part : part.substring(0, dash)).strip();
        String right = dash < 0 ? left : part.substring(dash + 1).strip();
        if (!number(left) || !number(right)) {
            throw new Malformed(column, "'" + part + "' is not a number or a range", MEND_RANGE);
        }
        if (left.length() > MOST_DIGITS || right.length() > MOST_DIGITS) {
            throw new Malformed(column, "'" + part + "' has a number that is too long", MEND_RANGE);
        }
        var range = new Range(Long.parseLong(left), Long.parseLong(right), left.length());
        if (range.from > range.to) {
            throw new Malformed(column, "the range '" + part + "' runs backwards", "write the smaller number first");
        }
        return range;
    }

    private static boolean number(String digits) {
        return !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private sealed interface Piece {
        long count();
    }

    private record Literal(String text) implements Piece {
        @Override
        public long count() {
            return 1;
        }
    }

    private record Bracket(List<Range> ranges) implements Piece {
        @Override
        public long count() {
            long count = 0;
            for (Range range : ranges) {
                count = Math.min(NodeList.MOST + 1L, count + Math.min(NodeList.MOST + 1L, range.to - range.from + 1));
            }
            return count;
        }
    }

    private record Range(long from, long to, int width) {}

    /** Leaves the reading at once; never seen outside. */
    private static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        private final int column;
        private final String what;
        private final String help;

        Malformed(int index, String what, String help) {
            super(what, null, false, false);
            this.column = index + 1;
            this.what = what;
            this.help = help;
        }
    }
}
