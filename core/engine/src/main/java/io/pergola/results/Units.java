package io.pergola.results;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What units of figures have to do with each other: {@code 512 MB/s} is 0.512 {@code GB/s}. */
public final class Units {

    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("", "1"),
            Map.entry("p", "1e-12"),
            Map.entry("n", "1e-9"),
            Map.entry("u", "1e-6"),
            Map.entry("µ", "1e-6"),
            Map.entry("μ", "1e-6"),
            Map.entry("m", "1e-3"),
            Map.entry("k", "1e3"),
            Map.entry("K", "1e3"),
            Map.entry("M", "1e6"),
            Map.entry("G", "1e9"),
            Map.entry("T", "1e12"),
            Map.entry("P", "1e15"),
            Map.entry("E", "1e18"),
            Map.entry("Ki", "1024"),
            Map.entry("Mi", "1048576"),
            Map.entry("Gi", "1073741824"),
            Map.entry("Ti", "1099511627776"),
            Map.entry("Pi", "1125899906842624"),
            Map.entry("Ei", "1152921504606846976"));

    private static final Set<String> BASES = Set.of(
            "B", "bit", "s", "Hz", "FLOP", "FLOP/s", "op", "op/s", "update/s", "W", "J", "B/s", "bit/s", "V", "A", "m");

    /** Other ways to write a base. */
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("Byte", "B"),
            Map.entry("Bytes", "B"),
            Map.entry("byte", "B"),
            Map.entry("bytes", "B"),
            Map.entry("Bps", "B/s"),
            Map.entry("bytes/s", "B/s"),
            Map.entry("b", "bit"),
            Map.entry("bits", "bit"),
            Map.entry("b/s", "bit/s"),
            Map.entry("bits/s", "bit/s"),
            Map.entry("bps", "bit/s"),
            Map.entry("sec", "s"),
            Map.entry("secs", "s"),
            Map.entry("second", "s"),
            Map.entry("seconds", "s"),
            Map.entry("Flop/s", "FLOP/s"),
            Map.entry("flop/s", "FLOP/s"),
            Map.entry("FLOPS", "FLOP/s"),
            Map.entry("FLOPs", "FLOP/s"),
            Map.entry("Flops", "FLOP/s"),
            Map.entry("flops", "FLOP/s"),
            Map.entry("FLOP/S", "FLOP/s"),
            Map.entry("ops", "op"),
            Map.entry("ops/s", "op/s"),
            Map.entry("IOPS", "op/s"),
            Map.entry("UP/s", "update/s"),
            Map.entry("Ups", "update/s"));

    private Units() {}

    private record Known(BigDecimal size, String base) {}

    /** How many {@code to} one {@code from} is; empty if they measure different things, or are not known. */
    public static Optional<BigDecimal> factor(String from, String to) {
        if (from.equals(to)) {
            return Optional.of(BigDecimal.ONE);
        }
        return known(from).flatMap(left -> known(to)
                .filter(right -> right.base().equals(left.base()))
                .map(right -> left.size().divide(right.size(), MathContext.DECIMAL64)));
    }

    private static Optional<Known> known(String unit) {
        String written = unit.replaceAll("/(sec|second|S)$", "/s");
        // The longest base first: "m" is a metre in "mm", and "min" is no millimetre.
        for (int cut = 0; cut < written.length() && cut <= 2; cut++) {
            String rest = written.substring(cut);
            String base = SAME.getOrDefault(rest, rest);
            String prefix = PREFIXES.get(written.substring(0, cut));
            if (prefix != null && BASES.contains(base)) {
                return Optional.of(new Known(new BigDecimal(prefix), base));
            }
        }
        return Optional.empty();
    }
}
