package io.pergola.config;

import io.pergola.model.Place;
import io.pergola.yaml.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who set a value, and over whom.
 *
 * @param layer the layer it comes from
 * @param span where it was written; null if it was not
 * @param overrode the value that held before; null if there was none
 */
public record Origin(
        Layer layer, @Nullable Span span, @Nullable Origin overrode) {

    /** Nobody set it. */
    public static final Origin DEFAULT = new Origin(Layer.DEFAULT, null, null);

    /** Where it was written, if it was. */
    public Optional<Place> place() {
        return Optional.ofNullable(span).map(Span::place);
    }

    /** This one and all that it overrode, newest first. */
    public List<Origin> chain() {
        List<Origin> chain = new ArrayList<>();
        for (Origin at = this; at != null; at = at.overrode()) {
            chain.add(at);
        }
        return chain;
    }
}
