package io.pergola.explain;

import io.pergola.config.Key;
import io.pergola.config.Layer;
import io.pergola.config.Origin;
import io.pergola.model.Place;
import io.pergola.yaml.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One of those who set a value.
 *
 * @param kind {@code default os host test mode override site references}; {@code system} for the sets {@code sys} and {@code pav}, {@code scheduler} for {@code sched}
 * @param name the name of the layer; for an override, its text; may be empty
 * @param place where it is written, if it is
 * @param written what stands there, on one line, perhaps cut
 */
public record Step(String kind, String name, Optional<Place> place, String written) {

    private static final int LONGEST = 100;

    static Step machine(String set) {
        return new Step(set.equals("sched") ? "scheduler" : "system", "", Optional.empty(), "");
    }

    /** Who set a value, the newest first, and at last the default. */
    static List<Step> chain(Origin origin, Key key) {
        List<Step> chain = chain(origin);
        if (!key.defaults().isEmpty()) {
            chain.add(fallback(key));
        }
        return chain;
    }

    static Step fallback(Key key) {
        return new Step("default", "", Optional.empty(), String.join(", ", key.defaults()));
    }

    static List<Step> chain(Origin origin) {
        List<Step> chain = new ArrayList<>();
        for (Origin each : origin.chain()) {
            if (each.layer().kind() != Layer.Kind.DEFAULT) {
                chain.add(of(each));
            }
        }
        return chain;
    }

    private static Step of(Origin origin) {
        Span span = origin.span();
        return new Step(
                origin.layer().kind().name().toLowerCase(Locale.ROOT),
                origin.layer().name(),
                origin.place(),
                span == null ? "" : oneLine(span.text()));
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST - 3) + "..." : line;
    }
}
