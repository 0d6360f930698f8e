package io.pergola.plugins.slurm;

import io.pergola.model.SchedulerException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Slurm's node lists, {@code n[01-03,7],m1}: to names and back. */
final class NodeLists {

    private static final int LONGEST = 1_000_000;
    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18}))?");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]*");
    private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d{1,18})(\\D*)");

    private NodeLists() {}

    /**
     * The names in a list, in its order, each once.
     *
     * @throws SchedulerException if it is not a list of nodes
     */
    static List<String> expand(String list) {
        var names = new LinkedHashSet<String>();
        for (String item : items(list)) {
            names.addAll(names(list, item));
        }
        return List.copyOf(names);
    }

    /** Cuts at the commas outside brackets. */
    private static List<String> items(String list) {
        var items = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at <= list.length(); at++) {
            char here = at == list.length() ? ',' : list.charAt(at);
            depth += here == '[' ? 1 : here == ']' ? -1 : 0;
            if (depth < 0 || depth > 1) {
                throw wrong(list, "the brackets do not match");
            }
            if (here == ',' && depth == 0) {
                items.add(list.substring(start, at).strip());
                start = at + 1;
            }
        }
        if (depth != 0) {
            throw wrong(list, "a bracket is not closed");
        }
        return items.stream().filter(item -> !item.isEmpty()).toList();
    }

    private static List<String> names(String list, String item) {
        List<String> names = List.of("");
        int at = 0;
        while (at < item.length()) {
            int open = item.indexOf('[', at);
            String plain = item.substring(at, open < 0 ? item.length() : open);
            if (!PLAIN.matcher(plain).matches()) {
                throw wrong(list, "'" + plain + "' cannot be a part of a node's name");
            }
            int close = open < 0 ? item.length() : item.indexOf(']', open);
            List<String> numbers = open < 0 ? List.of("") : numbers(list, item.substring(open + 1, close));
            names = product(list, names, plain, numbers);
            at = close + 1;
        }
        return names;
    }

    private static List<String> product(String list, List<String> heads, String plain, List<String> numbers) {
        if ((long) heads.size() * numbers.size() > LONGEST) {
            throw wrong(list, "it names too many nodes");
        }
        var names = new ArrayList<String>(heads.size() * numbers.size());
        heads.forEach(head -> numbers.forEach(number -> names.add(head + plain + number)));
        return names;
    }

    private static List<String> numbers(String list, String ranges) {
        var numbers = new ArrayList<String>();
        for (String range : ranges.split(",", -1)) {
            Matcher match = RANGE.matcher(range);
            if (!match.matches()) {
                throw wrong(list, "'" + range + "' is not a number or a range");
            }
            long first = Long.parseLong(match.group(1));
            long last = match.group(2) == null ? first : Long.parseLong(match.group(2));
            if (last < first || last - first >= LONGEST) {
                throw wrong(list, "'" + range + "' is not a range");
            }
            for (long number = first; number <= last; number++) {
                numbers.add(padded(number, match.group(1).length()));
            }
        }
        return numbers;
    }

    private static String padded(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static SchedulerException wrong(String list, String why) {
        return new SchedulerException(
                "'" + list + "' is not a list of nodes: " + why, "Node lists look like n[01-10,15],m3.");
    }

    /** The shortest list of these nodes, sorted, each once; the last number of a name is what is put in brackets. */
    static String compress(Collection<String> names) {
        var groups = new TreeMap<String, SortedSet<Numbered>>();
        var items = new TreeSet<String>();
        for (String name : names) {
            Matcher match = NUMBERED.matcher(name);
            if (match.matches()) {
                String around = match.group(1) + "[" + match.group(3);
                groups.computeIfAbsent(around, key -> new TreeSet<>()).add(Numbered.of(match.group(2)));
            } else {
                items.add(name);
            }
        }
        groups.forEach((around, numbers) -> items.add(item(around, ranges(numbers))));
        return String.join(",", items);
    }

    private static String item(String around, List<String> ranges) {
        int hole = around.indexOf('[');
        boolean one = ranges.size() == 1 && ranges.getFirst().indexOf('-') < 0;
        String numbers = one ? ranges.getFirst() : "[" + String.join(",", ranges) + "]";
        return around.substring(0, hole) + numbers + around.substring(hole + 1);
    }

    private static List<String> ranges(SortedSet<Numbered> numbers) {
        var ranges = new ArrayList<String>();
        Numbered first = numbers.first();
        Numbered last = first;
        for (Numbered next : numbers.tailSet(first)) {
            if (!next.equals(first) && !next.digits().equals(padded(last.value() + 1, first.width()))) {
                ranges.add(range(first, last));
                first = next;
            }
            last = next;
        }
        ranges.add(range(first, last));
        return ranges;
    }

    private static String range(Numbered first, Numbered last) {
        return first.equals(last) ? first.digits() : first.digits() + "-" + last.digits();
    }

    /** A number and how it was written. */
    private record Numbered(long value, String digits) implements Comparable<Numbered> {

        static Numbered of(String digits) {
            return new Numbered(Long.parseLong(digits), digits);
        }

        int width() {
            return digits.length();
        }

        @Override
        public int compareTo(Numbered other) {
            int byValue = Long.compare(value, other.value);
            return byValue == 0 ? Integer.compare(width(), other.width()) : byValue;
        }
    }
}
