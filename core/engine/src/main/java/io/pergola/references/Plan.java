package io.pergola.references;

import io.pergola.config.Library;
import io.pergola.config.Setting;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.Resolver;
import io.pergola.results.ReferenceFigures;
import io.pergola.results.RunPlace;
import io.pergola.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out which values there are to write, from files as they are now. */
final class Plan {

    private final Library library;
    private final Resolver resolver;
    private final Wish wish;
    private final Map<String, Optional<TestView>> views = new HashMap<>();
    private final SequencedMap<String, Draft> drafts = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Plan(Resolver resolver, Wish wish) {
        this.library = resolver.library();
        this.resolver = resolver;
        this.wish = wish;
    }

    /** Those that some run has a figure for, by the names of tests. */
    List<Draft> drafts() {
        return drafts.values().stream()
                .filter(draft -> !draft.isEmpty())
                .sorted(Comparator.comparing(Draft::firstTest))
                .toList();
    }

    /** Why there is nothing of some tests. */
    List<Problem> problems() {
        return problems;
    }

    /** Takes a run; those that ended last come first. */
    void add(Sample sample) {
        view(sample.test()).ifPresent(view -> {
            RunPlace place = RunPlace.of(sample.results());
            for (String figure : figures(view)) {
                draft(view, figure, place, sample).ifPresent(draft -> draft.add(sample, wish.last()));
            }
        });
    }

    private Optional<TestView> view(ResolvedTest test) {
        String key = String.join("\n", test.name(), test.os(), test.host(), String.join("\n", test.modes()));
        return views.computeIfAbsent(key, _ -> {
            try {
                return Optional.of(TestView.of(library, resolver, test));
            } catch (ConfigException e) {
                problems.addAll(e.problems());
                return Optional.empty();
            }
        });
    }

    private Collection<String> figures(TestView view) {
        if (!wish.figures().isEmpty()) {
            return wish.figures();
        }
        Set<String> figures = new LinkedHashSet<>(view.references().entries().keySet());
        figures.removeIf(figure -> needsNoValue(view.references().group(figure)));
        return figures;
    }

    /** One whose limits are numbers says all there is to say. */
    private static boolean needsNoValue(Setting.Group reference) {
        List<String> limits = new ArrayList<>();
        boolean value = gather(reference, limits);
        for (Setting special : reference.group("for").entries().values()) {
            value |= special instanceof Setting.Group group && gather(group, limits);
        }
        return !value && !limits.isEmpty() && limits.stream().noneMatch(limit -> limit.endsWith("%"));
    }

    private static boolean gather(Setting.Group range, List<String> limits) {
        for (String limit : List.of("lower", "upper")) {
            range.text(limit).flatMap(Setting.Text::value).map(String::strip).ifPresent(limits::add);
        }
        return range.text("value").isPresent();
    }

    /** The value that holds for such a run; empty if the wish is not about it. */
    private Optional<Draft> draft(TestView view, String figure, RunPlace place, Sample sample) {
        Setting.Group reference = view.references().group(figure);
        Setting.Group special = reference.group("for");
        @Nullable String wished = wish.glob();
        String glob = wished != null
                ? wished
                : special.entries().keySet().stream()
                        .filter(place::fits)
                        .findFirst()
                        .orElse("");
        if (wished != null && !place.fits(wished)) {
            return Optional.empty();
        }
        Optional<Setting.Text> own = special.group(glob).text("value");
        Optional<Setting.Text> text = wished != null ? own : own.or(() -> reference.text("value"));
        String holds = wished != null || own.isPresent() ? glob : "";
        Draft.Spot spot = hidden(special, wished, place)
                .<Draft.Spot>map(other -> new Draft.Spot.Nowhere(shadow(figure, glob, other)))
                .or(() -> text.map(Draft.Spot.Written::new))
                .orElseGet(() -> missing(view));
        String unit = special.group(glob)
                .text("unit")
                .or(() -> reference.text("unit"))
                .flatMap(Setting.Text::value)
                .orElse("");
        String measured = unit.isEmpty() ? ReferenceFigures.unit(sample.results(), figure) : unit;
        return Optional.of(drafts.computeIfAbsent(
                key(spot, view, figure, holds),
                _ -> new Draft(spot, figure, holds, measured, unit.isEmpty() && !measured.isEmpty())));
    }

    /** Another glob that would count instead, as it stands before. */
    private static Optional<String> hidden(Setting.Group special, @Nullable String wished, RunPlace place) {
        return wished == null
                ? Optional.empty()
                : special.entries().keySet().stream()
                        .takeWhile(other -> !other.equals(wished))
                        .filter(place::fits)
                        .findFirst();
    }

    private static Problem shadow(String figure, String wished, String other) {
        return Problem.error(figure + ": a value for '" + wished + "' would not count, since '" + other
                        + "' stands before it and holds for the same nodes")
                .help("Use --for '" + other + "', or put the new one first yourself");
    }

    private static Draft.Spot missing(TestView view) {
        return view.file()
                .<Draft.Spot>map(file -> new Draft.Spot.Missing(file, view.run()))
                .orElseGet(() -> new Draft.Spot.Nowhere(
                        view.test().help("Give it one, such as 'reference_file: references.yaml'")));
    }

    private static String key(Draft.Spot spot, TestView view, String figure, String glob) {
        if (spot instanceof Draft.Spot.Written(Setting.Text text)) {
            YamlNode.@Nullable Scalar written = text.written();
            if (written != null) {
                return written.span().source().name() + ":" + written.span().start();
            }
        }
        return String.join("\n", view.run(), figure, glob);
    }
}
