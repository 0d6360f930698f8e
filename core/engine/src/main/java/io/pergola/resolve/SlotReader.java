package io.pergola.resolve;

import io.pergola.spi.slots.RankRequirements;
import io.pergola.spi.slots.Share;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what part of its job a test asks for, from the {@code schedule} section. */
final class SlotReader {

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,9}");
    private static final Pattern SHARE = Pattern.compile("\\d(\\.\\d{1,9})?|\\.\\d{1,9}");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,18}");
    private static final Pattern SIZE =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*([KMGT])(?:i?B)?", Pattern.CASE_INSENSITIVE);
    private static final List<String> KEYS = List.of(
            "ranks",
            "cores_per_rank",
            "gpus_per_rank",
            "core_share",
            "gpu_share",
            "mem_per_rank",
            "disk_per_rank",
            "numa",
            "exclusive");

    private final SectionReader schedule;
    private final SectionReader slots;

    SlotReader(SectionReader schedule) {
        this.schedule = schedule;
        this.slots = schedule.below("slots");
    }

    SlotDemand read() {
        boolean placed = KEYS.stream().anyMatch(key -> slots.settled(key).isPresent());
        return new SlotDemand(
                ScheduleReader.count(slots, "ranks", 1).orElse(1),
                placed ? Optional.of(perRank()) : Optional.empty(),
                consumables(),
                priority());
    }

    private RankRequirements perRank() {
        int cores = ScheduleReader.count(slots, "cores_per_rank", 0).orElse(1);
        int gpus = ScheduleReader.count(slots, "gpus_per_rank", 0).orElse(0);
        if (cores == 0 && gpus == 0) {
            slots.wrong("cores_per_rank", "a rank without cores must have GPUs: set gpus_per_rank too");
            cores = 1;
        }
        return new RankRequirements(
                cores,
                share("core_share"),
                gpus,
                share("gpu_share"),
                mib("mem_per_rank"),
                mib("disk_per_rank"),
                flag("numa"),
                flag("exclusive"));
    }

    private int share(String key) {
        Optional<String> text = slots.settled(key).map(String::strip);
        double share = text.filter(each -> SHARE.matcher(each).matches())
                .map(Double::parseDouble)
                .orElse(text.isPresent() ? 0.0 : 1.0);
        if (share < 0.001 || share > 1) {
            slots.wrong(key, "expected a number from 0.001 to 1, but this is '" + text.orElse("") + "'");
            return Share.WHOLE;
        }
        return Share.milli(share);
    }

    /** Any part of a MiB counts as a whole one. */
    private long mib(String key) {
        Optional<String> text = slots.settled(key);
        if (text.isEmpty()) {
            return 0;
        }
        Matcher size = SIZE.matcher(text.get().strip());
        if (!size.matches()) {
            slots.wrong(
                    key, "expected a number and a unit (K, M, G or T), as in 500M, but this is '" + text.get() + "'");
            return 0;
        }
        double mib = Double.parseDouble(size.group(1))
                * switch (size.group(2).toUpperCase(Locale.ROOT)) {
                    case "K" -> 1.0 / 1024;
                    case "M" -> 1;
                    case "G" -> 1024;
                    default -> 1024 * 1024;
                };
        return (long) Math.ceil(mib);
    }

    private boolean flag(String key) {
        Optional<String> text = slots.settled(key).map(word -> word.strip().toLowerCase(Locale.ROOT));
        if (text.isPresent() && !List.of("true", "false").contains(text.get())) {
            slots.wrong(key, "expected true or false, but this is '" + text.get() + "'");
        }
        return text.filter("true"::equals).isPresent();
    }

    private int priority() {
        Optional<String> text = schedule.settled("priority").map(String::strip);
        if (text.isPresent() && !INTEGER.matcher(text.get()).matches()) {
            schedule.wrong("priority", "expected a whole number, but this is '" + text.get() + "'");
            return 0;
        }
        return text.map(Integer::parseInt).orElse(0);
    }

    private Map<String, Long> consumables() {
        var amounts = new HashMap<String, Long>();
        SectionReader section = schedule.below("consumables");
        for (String name : section.values().keySet()) {
            String text = section.text(name).orElse("").strip();
            if (AMOUNT.matcher(text).matches()) {
                amounts.put(name, Long.parseLong(text));
            } else {
                section.wrong(name, "expected a whole number of at least 0, but this is '" + text + "'");
            }
        }
        return amounts;
    }
}
