package io.pergola.plugin;

import io.pergola.model.Problem;
import io.pergola.spi.ApiVersion;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Whether a jar is fit to be loaded, judged without running its code. */
final class JarCheck {

    private JarCheck() {}

    /** The first thing that is wrong with it. */
    static Optional<Problem> problem(JarFacts facts) {
        return Stream.<Function<JarFacts, Optional<Problem>>>of(
                        JarCheck::names,
                        JarCheck::bundling,
                        JarCheck::version,
                        JarCheck::alone,
                        JarCheck::offers,
                        JarCheck::index)
                .flatMap(check -> check.apply(facts).stream())
                .findFirst();
    }

    static Problem unreadable(Path jar, String why) {
        return of(jar, "it is not a readable jar: " + why, "Copy or build it again, or remove it.");
    }

    static Problem of(Path jar, String what, String help) {
        return Problem.error("The plugin " + jar + " cannot be used: " + what).help(help);
    }

    private static Optional<Problem> names(JarFacts facts) {
        return missing(facts, "Plugin-Id", facts.id())
                .or(() -> missing(facts, "Plugin-Version", facts.version()))
                .or(() -> missing(facts, "Plugin-Requires", facts.requires()));
    }

    private static Optional<Problem> missing(JarFacts facts, String key, String value) {
        return value.isEmpty()
                ? Optional.of(of(
                        facts.jar(),
                        "its manifest has no " + key,
                        "Set " + key
                                + " in the manifestEntries of maven-jar-plugin and build again; a library that is no"
                                + " plugin does not belong here."))
                : Optional.empty();
    }

    private static Optional<Problem> bundling(JarFacts facts) {
        return facts.bundled()
                .map(entry -> of(
                        facts.jar(),
                        "it brings its own copy of Pergola's API (" + entry + ")",
                        "Give the dependency pergola-api the scope provided, and build again."));
    }

    private static Optional<Problem> version(JarFacts facts) {
        return ApiRequirement.met(facts.requires(), ApiVersion.CURRENT)
                .map(met -> met ? Optional.<Problem>empty() : Optional.of(otherApi(facts)))
                .orElseGet(() -> Optional.of(of(
                        facts.jar(),
                        "its Plugin-Requires '" + facts.requires() + "' is not a version",
                        "Write the version of pergola-api that it is compiled against, such as " + ApiVersion.CURRENT
                                + ".")));
    }

    private static Problem otherApi(JarFacts facts) {
        return of(
                facts.jar(),
                "it is made for version " + facts.requires() + " of the API, and this Pergola has "
                        + ApiVersion.CURRENT,
                "Get or build the plugin for API " + ApiVersion.CURRENT + ", or use the Pergola that it was made for.");
    }

    private static Optional<Problem> alone(JarFacts facts) {
        return facts.dependencies().isEmpty()
                ? Optional.empty()
                : Optional.of(of(
                        facts.jar(),
                        "its Plugin-Dependencies asks for other plugins (" + facts.dependencies() + ")",
                        "Pack what it needs into the jar itself, and remove that entry."));
    }

    private static Optional<Problem> offers(JarFacts facts) {
        return Kind.all(facts.offers()).isPresent()
                ? Optional.empty()
                : Optional.of(
                        of(
                                facts.jar(),
                                "its Plugin-Offers '" + facts.offers() + "' lists something that no plugin can offer",
                                "Write scheduler, function, variable, parser or policy, with commas between them, or leave it out."));
    }

    private static Optional<Problem> index(JarFacts facts) {
        return facts.extensions().isEmpty()
                ? Optional.of(of(
                        facts.jar(),
                        "its list of extensions " + JarFacts.INDEX + (facts.indexed() ? " is empty" : " is missing"),
                        "Name org.pf4j:pf4j in the annotationProcessorPaths of maven-compiler-plugin, put @Extension on"
                                + " the provider, and build again."))
                : Optional.empty();
    }
}
