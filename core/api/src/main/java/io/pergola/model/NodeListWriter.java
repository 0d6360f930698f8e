package io.pergola.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Writes a list of nodes in short. */
final class NodeListWriter {

    /** As many digits as surely fit a {@code long}; what stands before them counts as text. */
    private static final int MOST_DIGITS = 18;

    private static final Comparator<Numbered> ORDER = NodeListWriter::compare;

    private final StringBuilder text = new StringBuilder();

    private NodeListWriter() {}

    static String write(Collection<String> names) {
        List<Numbered> sorted = sorted(names);
        var writer = new NodeListWriter();
        int from = 0;
        while (from < sorted.size()) {
            int to = from + 1;
            while (to < sorted.size() && sorted.get(to).front.equals(sorted.get(from).front)) {
                to++;
            }
            writer.group(sorted.subList(from, to));
            from = to;
        }
        return writer.text.toString();
    }

    private static int compare(Numbered some, Numbered other) {
        int fronts = some.front.compareTo(other.front);
        if (fronts != 0) {
            return fronts;
        }
        return some.number == other.number
                ? Integer.compare(some.width, other.width)
                : Long.compare(some.number, other.number);
    }

    /** Each once. */
    private static List<Numbered> sorted(Collection<String> names) {
        List<Numbered> sorted = new ArrayList<>(names.size());
        for (String name : names) {
            sorted.add(Numbered.of(name));
        }
        sorted.sort(ORDER);
        List<Numbered> distinct = new ArrayList<>(sorted.size());
        for (Numbered name : sorted) {
            if (distinct.isEmpty() || ORDER.compare(distinct.getLast(), name) != 0) {
                distinct.add(name);
            }
        }
        return distinct;
    }

    /** Names that differ in their number only; one without a number is the first. */
    private void group(List<Numbered> group) {
        int from = 0;
        if (group.getFirst().width == 0) {
            separate().append(group.getFirst().front);
            from = 1;
        }
        List<Numbered> numbered = group.subList(from, group.size());
        if (numbered.size() == 1) {
            separate().append(numbered.getFirst());
        } else if (numbered.size() > 1) {
            separate().append(numbered.getFirst().front).append('[');
            ranges(numbered);
            text.append(']');
        }
    }

    private void ranges(List<Numbered> numbered) {
        int from = 0;
        while (from < numbered.size()) {
            int to = from + 1;
            while (to < numbered.size() && numbered.get(to).follows(numbered.get(to - 1), numbered.get(from))) {
                to++;
            }
            text.append(from == 0 ? "" : ",").append(numbered.get(from).digits());
            if (to > from + 1) {
                text.append('-').append(numbered.get(to - 1).digits());
            }
            from = to;
        }
    }

    private StringBuilder separate() {
        return text.isEmpty() ? text : text.append(',');
    }

    /** A name and the number at its end; {@code width} digits, 0 if it has none (the number is then -1). */
    private record Numbered(String front, long number, int width) {

        static Numbered of(String name) {
            int begin = name.length();
            while (begin > 0 && name.length() - begin < MOST_DIGITS && isDigit(name.charAt(begin - 1))) {
                begin--;
            }
            return begin == name.length()
                    ? new Numbered(name, -1, 0)
                    : new Numbered(
                            name.substring(0, begin), Long.parseLong(name.substring(begin)), name.length() - begin);
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        /** Whether a range that starts with {@code first} may go on from {@code before} to this. */
        boolean follows(Numbered before, Numbered first) {
            return number == before.number + 1
                    && width == Math.max(first.width, Long.toString(number).length());
        }

        String digits() {
            String bare = Long.toString(number);
            return "0".repeat(width - bare.length()) + bare;
        }

        @Override
        public String toString() {
            return front + digits();
        }
    }
}
