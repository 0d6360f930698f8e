package io.pergola.store;

import io.pergola.model.StoreException;
import io.pergola.model.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes series, and remembers which one a user made last. */
final class SeriesMaker {

    /** What Java calls users whom the system does not know by name; there may be several. */
    private static final String NAMELESS = "?";

    private final Disk disk;
    private final Numbering numbering;
    private final Path users;
    private final int threads;

    SeriesMaker(Disk disk, Numbering numbering, Path users, int threads) {
        this.disk = disk;
        this.numbering = numbering;
        this.users = users;
        this.threads = threads;
    }

    SeriesDirectory make(NewSeries wanted, Instant now) {
        int number = numbering.claim(1).getFirst();
        Path path = numbering.directory(number);
        List<RunDirectory> runs = wanted.runs();
        Fields fields = new Fields()
                .put("format", Value.of(Layout.FORMAT))
                .put("name", wanted.name())
                .put("user", wanted.user())
                .put("sys_name", wanted.sysName())
                .put("created", now)
                .put("uuid", UUID.randomUUID().toString())
                .putNumbers("runs", runs.stream().map(run -> run.id().number()).toList())
                .put("extra", Value.of(wanted.extra()));
        wanted.plan().ifPresent(plan -> new SeriesBook(disk, path).writePlan(plan));
        disk.own().replace(path.resolve(SeriesDirectory.FILE), fields.toBytes());
        tell(runs, number);
        var series = new SeriesDirectory(disk, number, path, fields);
        remember(series);
        return series;
    }

    void tell(List<RunDirectory> runs, int number) {
        if (runs.isEmpty()) {
            return;
        }
        Path series = Path.of("..", "..", "series", Integer.toString(number));
        Path first = runs.getFirst().path().resolve(RunFiles.SERIES);
        disk.pointTo(first, series);
        Together.each(runs.subList(1, runs.size()), threads, run -> {
            Path link = run.path().resolve(RunFiles.SERIES);
            if (!disk.alias(first, link)) {
                disk.pointTo(link, series);
            }
        });
    }

    private void remember(SeriesDirectory series) {
        Optional<Path> file = file(series.user());
        if (file.isPresent()) {
            disk.ensure(users);
            Fields last = disk.read(file.get()).flatMap(Fields::parse).orElseGet(Fields::new);
            disk.replace(file.get(), last.put(series.sysName(), series.id()).toBytes());
        }
    }

    Optional<Integer> last(String user, String sysName) {
        return file(user)
                .flatMap(disk::read)
                .flatMap(Fields::parse)
                .map(fields -> fields.text(sysName))
                .filter(id -> id.startsWith("s"))
                .map(id -> RunNumber.parse(id.substring(1)))
                .filter(number -> number.isPresent())
                .map(number -> number.getAsInt());
    }

    private Optional<Path> own() {
        try {
            return Optional.of(users.resolve(Ownership.self() + ".json"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Of a user whose name can be that of a file, or of this one. */
    SeriesCalendar calendar(String user) {
        Path file = file(user)
                .or(this::own)
                .orElseThrow(() -> new StoreException("Cannot tell who you are, so nothing can be kept for you", null));
        String name = String.valueOf(file.getFileName());
        return new SeriesCalendar(
                disk, users.resolve(name.substring(0, name.length() - ".json".length()) + ".calendar"));
    }

    /** Empty for a name that cannot be one of a file. */
    private Optional<Path> file(String user) {
        if (user.equals(NAMELESS)) {
            return own();
        }
        return user.isEmpty() || user.indexOf('/') >= 0 || user.startsWith(".")
                ? Optional.empty()
                : Optional.of(users.resolve(user + ".json"));
    }
}
