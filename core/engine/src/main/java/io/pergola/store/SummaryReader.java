package io.pergola.store;

import io.pergola.model.RunId;
import io.pergola.model.RunState;
import io.pergola.model.StateEntry;
import io.pergola.model.StoreException;
import io.pergola.model.Value;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads summaries from run directories. */
final class SummaryReader {

    private static final String ERRORS = "pav_result_errors";
    private static final String NOT_RESULTS = RunFiles.RESULTS + " is not a JSON object; somebody may have edited it";

    private final Disk disk;
    private final Numbering numbering;
    private final String label;
    private final EqualTexts texts = new EqualTexts();

    SummaryReader(Disk disk, Numbering numbering, String label) {
        this.disk = disk;
        this.numbering = numbering;
        this.label = label;
    }

    /**
     * Empty if there is no such run.
     *
     * @param known an earlier summary of the run, which saves reading what never changes; or null
     */
    Optional<RunSummary> read(int number, @Nullable RunSummary known) {
        Path run = numbering.directory(number);
        try {
            if (known != null && known.ended()) {
                return Optional.of(onItsNodes(run, known))
                        .filter(whole -> !whole.nodes().isEmpty() || exists(run));
            }
            if (known != null) {
                return exists(run)
                        ? Optional.of(now(run, known, RunFiles.ending(disk, run, known.created())))
                        : Optional.empty();
            }
            return RunIdentity.readShort(disk, run, new RunId(label, number))
                    .map(identity ->
                            now(run, created(identity), RunFiles.presentEnding(disk, run, identity.created())));
        } catch (StoreException e) {
            return Files.exists(run) ? Optional.of(broken(number, String.valueOf(e.getMessage()))) : Optional.empty();
        }
    }

    private static boolean exists(Path run) {
        return Files.exists(run.resolve(RunIdentity.FILE));
    }

    /** Of a run whose end was seen, nothing can be new but what nobody looked at so far. */
    private RunSummary onItsNodes(Path run, RunSummary ended) {
        return ended.on(RunFiles.nodes(disk, run));
    }

    private RunSummary created(RunIdentity who) {
        return of(who.id(), who, StateEntry.of(who.created(), RunState.CREATED, ""));
    }

    private RunSummary broken(int number, String why) {
        RunId id = new RunId(label, number);
        var entries = new Fields().toEntries();
        var nobody = new RunIdentity(id, "", "?", Instant.EPOCH, "", "", "", entries, entries, Sharing.OF_THE_SITE);
        return of(id, nobody, StateEntry.of(Instant.EPOCH, RunState.UNKNOWN, why));
    }

    private RunSummary of(RunId id, RunIdentity who, StateEntry state) {
        return new RunSummary(
                id,
                who.uuid(),
                texts.of(who.name()),
                texts.of(who.user()),
                texts.of(who.sysName()),
                "",
                "",
                texts.of(who.scheduler()),
                List.of(),
                who.created(),
                null,
                null,
                state.state(),
                state.time(),
                state.note(),
                null,
                false);
    }

    /** The ending is looked for first: what is read after it was found does not change any more. */
    private RunSummary now(Path run, RunSummary who, Optional<Ending> end) {
        @Nullable Ending ending = end.orElse(null);
        JournalGlance journal = JournalGlance.at(run.resolve(RunFiles.STATUS), who.created());
        StateEntry last = ending == null ? journal.last() : ending.last();
        return new RunSummary(
                who.id(),
                who.uuid(),
                who.name(),
                who.user(),
                who.sysName(),
                RunFiles.series(disk, run).map(number -> texts.of("s" + number)).orElse(""),
                disk.pointedTo(run.resolve(RunFiles.JOB)).orElse(""),
                who.scheduler(),
                RunFiles.nodes(disk, run).stream().map(texts::of).toList(),
                who.created(),
                journal.started(),
                ending == null ? null : last.time(),
                texts.of(last.state()),
                last.time(),
                texts.of(last.note()),
                ending == null ? null : ending.verdict(),
                ending != null);
    }

    /** The text of the run's result file; empty if it has none, or it cannot be read. */
    Optional<byte[]> resultText(int number) {
        try {
            return disk.read(numbering.directory(number).resolve(RunFiles.RESULTS));
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    /** The run's results; empty if it has none, or it cannot be read. */
    Optional<Value.Entries> results(int number) {
        return resultText(number).map(bytes -> parse(new String(bytes, StandardCharsets.UTF_8)));
    }

    /** Of a text that is no result, the complaint about it, as a result. */
    static Value.Entries parse(String text) {
        return Fields.parse(text)
                .orElseGet(() -> new Fields().put(ERRORS, Value.ofTexts(List.of(NOT_RESULTS))))
                .toEntries();
    }
}
