package io.pergola.yaml;

import io.pergola.model.Problem;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The parser's events, its offsets turned into ours and its exceptions into problems. */
final class EventStream {

    private static final int LEAST_BUFFER = 1024;

    /** The parser copies all of a long scalar with each refill. */
    private static final int REFILLS = 16;

    private final SourceText source;
    private final Iterator<Event> events;
    private final int @Nullable [] offsets;

    EventStream(SourceText source) {
        this.source = source;
        this.offsets = offsets(source.text());
        var settings = LoadSettings.builder()
                .setLabel(source.name())
                .setCodePointLimit(Integer.MAX_VALUE)
                .setBufferSize(Math.max(LEAST_BUFFER, source.text().length() / REFILLS))
                .build();
        this.events = open(settings);
    }

    private Iterator<Event> open(LoadSettings settings) {
        try {
            return new Parse(settings).parseString(source.text()).iterator();
        } catch (YamlEngineException e) {
            throw new BrokenYaml(translate(e));
        }
    }

    /** The parser counts in code points: null if these are the same as characters. */
    private static int @Nullable [] offsets(String text) {
        if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return null;
        }
        int[] offsets = new int[text.codePointCount(0, text.length()) + 1];
        int at = 0;
        for (int i = 0; i < offsets.length - 1; i++) {
            offsets[i] = at;
            at += Character.charCount(text.codePointAt(at));
        }
        offsets[offsets.length - 1] = text.length();
        return offsets;
    }

    Event next() {
        try {
            return events.next();
        } catch (YamlEngineException e) {
            throw new BrokenYaml(translate(e));
        } catch (NoSuchElementException | IndexOutOfBoundsException e) {
            throw new BrokenYaml(whole().mark(Problem.error("not YAML: " + firstLine(e))));
        }
    }

    Span span(Event event) {
        int start = offset(event.getStartMark());
        return new Span(source, start, Math.max(start, offset(event.getEndMark())));
    }

    private Span whole() {
        return new Span(source, 0, source.text().length());
    }

    private int offset(Optional<Mark> mark) {
        if (mark.isEmpty()) {
            return 0;
        }
        int points = mark.get().getIndex();
        int @Nullable [] table = offsets;
        int offset = table == null ? points : table[Math.min(points, table.length - 1)];
        return Math.min(offset, source.text().length());
    }

    private Problem translate(YamlEngineException e) {
        return switch (e) {
            case ReaderException reader -> {
                int at = Math.max(0, source.text().indexOf(reader.getCodePoint()));
                Problem problem = Problem.error(String.format(
                        Locale.ROOT, "the character U+%04X may not stand in YAML", reader.getCodePoint()));
                yield new Span(source, at, at).mark(problem);
            }
            case MarkedYamlEngineException marked -> {
                int at = offset(marked.getProblemMark());
                Problem problem = tabbed(at) ? tab() : Problem.error("not YAML: " + sentence(marked));
                yield new Span(source, at, at).mark(problem);
            }
            default -> whole().mark(Problem.error("not YAML: " + firstLine(e)));
        };
    }

    private boolean tabbed(int offset) {
        return offset < source.text().length() && source.text().charAt(offset) == '\t';
    }

    private static Problem tab() {
        return Problem.error("not YAML: a tab cannot stand here").help("Indent with blanks; YAML takes no tabs there");
    }

    private static String sentence(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem()).strip();
        @Nullable String context = e.getContext();
        return context == null ? problem : context.strip() + ": " + problem;
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown error");
    }
}
