package io.pergola.plugin;

import io.pergola.model.Problem;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who has which plugin id, and which name of what jars offer. A stronger directory's jar keeps it from a weaker one's, which is worth a
 * warning; two in one directory are a mistake, and neither gets it, since no order of files could tell which is meant.
 */
final class Claims {

    private final Map<String, PluginJar> ids = new TreeMap<>();
    private final Map<Kind, SortedMap<String, Claim>> names = new EnumMap<>(Kind.class);
    private final BuiltInNames builtIn;

    Claims(BuiltInNames builtIn) {
        this.builtIn = builtIn;
        for (Kind kind : Kind.values()) {
            names.put(kind, new TreeMap<>());
        }
    }

    private SortedMap<String, Claim> of(Kind kind) {
        return Objects.requireNonNull(names.get(kind));
    }

    /** A name and the first who claimed it; {@code disputed} if another of the same directory did too. */
    private record Claim(PluginJar jar, Offer offer, boolean disputed) {}

    /** Settles the ids of one directory's jars, before any of their code runs. */
    void settleIds(List<PluginJar> directory) {
        for (PluginJar jar : directory) {
            PluginJar first = ids.putIfAbsent(jar.facts().id(), jar);
            if (first == null) {
                continue;
            }
            String id = "the plugin id " + jar.facts().id();
            if (directory.contains(first)) {
                first.add(disputed(id, first, jar));
                jar.add(disputed(id, jar, first));
            } else {
                jar.add(hidden(id, jar, first));
            }
        }
    }

    /** Settles the names of one kind in one directory's jars; whoever does not get a name loses that offer. */
    void settle(Kind kind, List<PluginJar> directory) {
        for (PluginJar jar : directory) {
            for (Offer offer : List.copyOf(jar.offers())) {
                if (offer.kind() == kind) {
                    settle(directory, jar, offer);
                }
            }
        }
    }

    private void settle(List<PluginJar> directory, PluginJar jar, Offer offer) {
        SortedMap<String, Claim> claims = of(offer.kind());
        String name = offer.kind().named(offer.name());
        if (builtIn.has(offer.kind(), offer.name())) {
            jar.offers().remove(offer);
            jar.add(builtIn(name, jar));
            return;
        }
        Claim first = claims.putIfAbsent(offer.name(), new Claim(jar, offer, false));
        if (first == null) {
            return;
        }
        jar.offers().remove(offer);
        if (directory.contains(first.jar())) {
            first.jar().offers().remove(first.offer());
            first.jar().add(disputed(name, first.jar(), jar));
            jar.add(disputed(name, jar, first.jar()));
            claims.put(offer.name(), new Claim(first.jar(), first.offer(), true));
        } else {
            jar.add(hidden(name, jar, first.jar()));
        }
    }

    /** Whether the name is settled, were it by a dispute. */
    boolean has(Kind kind, String name) {
        return of(kind).containsKey(name);
    }

    /** The offer that has the name, if one has. */
    <T extends Offer> Optional<T> find(Kind kind, Class<T> type, String name) {
        return Optional.ofNullable(of(kind).get(name))
                .filter(claim -> !claim.disputed())
                .map(Claim::offer)
                .map(type::cast);
    }

    /** All offers that have their name, in the names' order. */
    <T extends Offer> List<T> all(Kind kind, Class<T> type) {
        return of(kind).keySet().stream()
                .flatMap(name -> find(kind, type, name).stream())
                .toList();
    }

    private static Problem builtIn(String what, PluginJar jar) {
        return JarCheck.of(
                jar.facts().jar(),
                "it offers " + what + ", and Pergola has that itself",
                "Give it another name; tests that mean Pergola's own must not get another.");
    }

    private static Problem hidden(String what, PluginJar weaker, PluginJar stronger) {
        return Problem.warning("Of the plugin " + weaker.facts().jar() + " " + what + " is not used: "
                        + stronger.facts().jar() + " has the same and stands before it")
                .help("Remove one of them, or leave it so if it is meant.");
    }

    private static Problem disputed(String what, PluginJar jar, PluginJar other) {
        if (jar == other) {
            return JarCheck.of(jar.facts().jar(), "it offers " + what + " twice", Faults.TELL_THE_AUTHOR);
        }
        return JarCheck.of(
                jar.facts().jar(),
                other.facts().jar().getFileName() + " beside it has " + what + " too",
                "Remove one of the two; an older version must be removed when a new one is put in.");
    }
}
