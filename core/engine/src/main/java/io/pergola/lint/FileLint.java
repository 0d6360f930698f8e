package io.pergola.lint;

import io.pergola.config.Glob;
import io.pergola.config.Layer;
import io.pergola.config.Library;
import io.pergola.config.ReferenceFile;
import io.pergola.config.SeriesFiles;
import io.pergola.config.SiteLoader;
import io.pergola.config.Suggestions;
import io.pergola.config.Suite;
import io.pergola.config.SuiteTest;
import io.pergola.model.Problem;
import io.pergola.resolve.TestChecks;
import io.pergola.yaml.YamlFile;
import io.pergola.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Looks at files, one by one. Not safe for several threads. */
final class FileLint {

    private static final List<String> LAYER_FOLDERS = List.of("hosts", "modes", "os", "platforms");

    private final Library library;
    private final Findings findings;
    private final Texts texts;
    private final Scalars scalars;

    FileLint(Library library, Findings findings) {
        this.library = library;
        this.findings = findings;
        this.texts = new Texts(findings);
        this.scalars = new Scalars(findings);
    }

    Findings findings() {
        return findings;
    }

    /** Gathers what the layers among these files bring in. */
    void gather(Collection<Target> targets, LayerFacts layers) {
        for (Target target : targets) {
            if (target instanceof Target.LayerFile(Path file, Layer layer)) {
                library.file(file).root().ifPresent(node -> layers.add(layer, node, texts));
            }
        }
    }

    /** Anything but a suite. */
    void look(Target target) {
        switch (target) {
            case Target.SuiteFile suite -> throw new IllegalArgumentException("a suite: " + suite.file());
            case Target.LayerFile layer -> layer(layer);
            case Target.LayersFile several -> layers(several);
            case Target.SeriesFile(Path file) ->
                findings.addAll(Rule.STRUCTURE, SeriesFiles.problems(file, yaml(file)));
            case Target.ReferencesFile(Path file) -> references(file);
            case Target.SiteFile file -> findings.addAll(Rule.STRUCTURE, SiteLoader.check(file.file()));
            case Target.DirFile file -> findings.addAll(Rule.STRUCTURE, SiteLoader.checkDirectory(file.file()));
        }
    }

    private void references(Path file) {
        ReferenceFile references = library.references().read(file);
        references.yaml().root().ifPresent(scalars::check);
        findings.addAll(Rule.STRUCTURE, references.problems());
        if (references.yaml().node() instanceof YamlNode.Mapping mapping
                && references.problems().isEmpty()) {
            mapping.entries().forEach(this::known);
        }
    }

    /** A misspelt name would go unnoticed: its figures are compared with nothing. */
    private void known(YamlNode.Entry entry) {
        String[] parts = entry.name().split("\\.", 3);
        Collection<String> names = library.suites().keySet();
        String written = parts[0];
        if (names.contains(written) && parts.length > 1) {
            written = parts[1];
            names = library.suite(parts[0]).tests().keySet();
        }
        String glob = written;
        if (names.stream().noneMatch(Glob.compile(glob).asMatchPredicate())) {
            String near = Suggestions.didYouMean(glob, names);
            Problem problem = Problem.warning("no test here is called '" + entry.name() + "'");
            findings.add(Rule.UNKNOWN_HERE, entry.key().span().mark(near.isEmpty() ? problem : problem.help(near)));
        }
    }

    private YamlFile yaml(Path file) {
        YamlFile yaml = library.file(file);
        yaml.root().ifPresent(scalars::check);
        return yaml;
    }

    private void layer(Target.LayerFile layer) {
        YamlFile yaml = yaml(layer.file());
        findings.addAll(Rule.STRUCTURE, yaml.problems());
        if (!yaml.broken()) {
            yaml.root().ifPresent(node -> layer(node, layer.layer().toString()));
        }
    }

    private void layer(YamlNode node, String path) {
        var problems = library.check(node, path);
        findings.addAll(Rule.STRUCTURE, problems);
        if (problems.isEmpty()) {
            texts.check(library.keys(), node, path);
        }
    }

    private void layers(Target.LayersFile several) {
        YamlFile yaml = yaml(several.file());
        findings.addAll(Rule.STRUCTURE, yaml.problems());
        if (!yaml.broken() && yaml.node() instanceof YamlNode.Mapping mapping) {
            mapping.entries().forEach(entry -> layer(entry.value(), entry.name()));
        }
    }

    void suite(Target.SuiteFile target, TestChecks checks, LayerFacts layers) {
        Suite suite = library.suite(target.file(), target.name(), target.dir());
        findings.addAll(Rule.STRUCTURE, suite.problems());
        for (SuiteTest test : suite.tests().values()) {
            findings.addAll(Rule.STRUCTURE, test.problems());
            if (test.body() != null) {
                scalars.check(test.body());
            }
        }
        new SuiteLint(suite, library, checks, findings).check(texts, layersOf(suite, layers));
    }

    private LayerFacts layersOf(Suite suite, LayerFacts layers) {
        if (!suite.ownDirectory()) {
            return layers;
        }
        var own = new LayerFacts(layers);
        for (String folder : LAYER_FOLDERS) {
            Path file = suite.file().resolveSibling(folder + ".yaml");
            if (Files.isRegularFile(file) && library.file(file).node() instanceof YamlNode.Mapping mapping) {
                mapping.entries()
                        .forEach(entry -> own.add(new Layer(Targets.kind(folder), entry.name()), entry.value(), texts));
            }
        }
        return own;
    }
}
