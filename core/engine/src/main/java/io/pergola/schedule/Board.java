package io.pergola.schedule;

import io.pergola.model.Value;
import io.pergola.spi.JobInfo;
import io.pergola.spi.JobState;
import io.pergola.spi.JobStatus;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a batch system last said of the jobs that somebody wanted to know of.
 *
 * @param next when it may be asked again
 * @param jobs each job and what is known of it
 */
record Board(Instant next, Map<JobInfo, Entry> jobs) {

    static final Board EMPTY = new Board(Instant.EPOCH, Map.of());

    /** How old a wish may be before it is made anew. */
    private static final Duration RENEW = Duration.ofMinutes(1);

    /** After so long without a wish, nobody waits for the job any more. */
    private static final Duration FORGET = Duration.ofMinutes(5);

    /**
     * One job.
     *
     * @param wanted when somebody last wanted to know
     * @param known null before anybody asked
     */
    record Entry(Instant wanted, @Nullable KnownStatus known) {

        private boolean open() {
            return known == null
                    || (known.status().state() != JobState.SCHED_ERROR
                            && known.status().state() != JobState.SCHED_CANCELLED);
        }
    }

    Board {
        jobs = Map.copyOf(jobs);
    }

    /** Whether it is known that somebody waits for these. */
    boolean wants(Collection<JobInfo> infos, Instant now) {
        return infos.stream().allMatch(info -> {
            Entry entry = jobs.get(info);
            return entry != null && now.isBefore(entry.wanted().plus(RENEW));
        });
    }

    /** With these too, and without those for which nobody waits any more. */
    Board wanting(Collection<JobInfo> infos, Instant now) {
        var all = new LinkedHashMap<>(jobs);
        all.values().removeIf(entry -> now.isAfter(entry.wanted().plus(FORGET)));
        for (JobInfo info : infos) {
            Entry known = all.get(info);
            all.put(info, new Entry(now, known == null ? null : known.known()));
        }
        return new Board(next, all);
    }

    /** Those of which there may be news. */
    List<JobInfo> open() {
        return jobs.entrySet().stream()
                .filter(entry -> entry.getValue().open())
                .map(Map.Entry::getKey)
                .toList();
    }

    Board answered(Map<JobInfo, JobStatus> answers, Instant now, Instant nextTime) {
        var all = new LinkedHashMap<>(jobs);
        answers.forEach((info, status) -> all.computeIfPresent(
                info, (_, entry) -> new Entry(entry.wanted(), KnownStatus.after(entry.known(), status, now))));
        return new Board(nextTime, all);
    }

    Map<JobInfo, KnownStatus> answers(Collection<JobInfo> infos) {
        var answers = new LinkedHashMap<JobInfo, KnownStatus>();
        for (JobInfo info : infos) {
            Entry entry = jobs.get(info);
            @Nullable KnownStatus known = entry == null ? null : entry.known();
            if (known != null) {
                answers.put(info, known);
            }
        }
        return answers;
    }

    Value toValue() {
        var entries = new ArrayList<Value>();
        jobs.forEach((info, entry) -> entries.add(toValue(info, entry)));
        var top = new LinkedHashMap<String, Value>();
        top.put("next", Value.of(next.toString()));
        top.put("jobs", new Value.Items(entries));
        return new Value.Entries(top);
    }

    private static Value toValue(JobInfo info, Entry entry) {
        var texts = new LinkedHashMap<String, Value>();
        info.values().forEach((key, text) -> texts.put(key, Value.of(text)));
        var values = new LinkedHashMap<String, Value>();
        values.put("info", new Value.Entries(texts));
        values.put("wanted", Value.of(entry.wanted().toString()));
        @Nullable KnownStatus known = entry.known();
        if (known != null) {
            values.put("state", Value.of(known.status().state().name()));
            values.put("reason", Value.of(known.status().reason()));
            values.put("since", Value.of(known.since().toString()));
        }
        return new Value.Entries(values);
    }

    /** Reads it back; what makes no sense is left out, and will be asked for again. */
    static Board of(Value value) {
        if (!(value instanceof Value.Entries top) || !(top.values().get("jobs") instanceof Value.Items(var items))) {
            return EMPTY;
        }
        var jobs = new LinkedHashMap<JobInfo, Entry>();
        for (Value item : items) {
            if (item instanceof Value.Entries job && job.values().get("info") instanceof Value.Entries info) {
                time(job, "wanted").ifPresent(wanted -> jobs.put(info(info), new Entry(wanted, known(job))));
            }
        }
        return new Board(time(top, "next").orElse(Instant.EPOCH), jobs);
    }

    private static JobInfo info(Value.Entries info) {
        var texts = new LinkedHashMap<String, String>();
        info.values().forEach((key, value) -> {
            if (value instanceof Value.Text(String text)) {
                texts.put(key, text);
            }
        });
        return new JobInfo(texts);
    }

    private static @Nullable KnownStatus known(Value.Entries job) {
        String name = text(job, "state");
        return Arrays.stream(JobState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .map(state -> new JobStatus(state, text(job, "reason")))
                .flatMap(status -> time(job, "since").map(since -> new KnownStatus(status, since)))
                .orElse(null);
    }

    private static Optional<Instant> time(Value.Entries entries, String key) {
        try {
            return Optional.of(Instant.parse(text(entries, key)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String text(Value.Entries entries, String key) {
        return entries.values().get(key) instanceof Value.Text(String text) ? text : "";
    }
}
