package io.pergola.lint;

import io.pergola.config.Layer;
import io.pergola.config.Library;
import io.pergola.config.Site;
import io.pergola.config.SiteLoader;
import io.pergola.config.Suite;
import io.pergola.config.SuiteTest;
import io.pergola.resolve.Resolver;
import io.pergola.resolve.TestChecks;
import io.pergola.yaml.YamlFile;
import io.pergola.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds all that is wrong in configuration files, and much that is not what it seems. Tests are also resolved as this machine
 * would; what only another machine knows is no error. One use each; not safe for several threads.
 */
public final class Linter {

    private static final List<String> LAYER_FOLDERS = List.of("hosts", "modes", "os", "platforms");

    private final Site site;
    private final Library library;
    private final TestChecks checks;
    private final Targets targets;
    private final Findings findings = new Findings();
    private final Texts texts = new Texts(findings);
    private final Scalars scalars = new Scalars(findings);
    private final LayerFacts layers = new LayerFacts();

    /** For a site and what resolves its tests. */
    public Linter(Site site, Resolver resolver) {
        this.site = site;
        this.library = resolver.library();
        this.checks = resolver.checks(library);
        this.targets = new Targets(site);
    }

    /** All files of the site. */
    public Report lint() {
        findings.addAll(Rule.SITE, site.warnings());
        List<Target> all = targets.all();
        return lint(all, all);
    }

    /**
     * Only these files, or the files of these config directories.
     *
     * @throws io.pergola.model.ConfigException if one of them does not exist
     */
    public Report lint(List<Path> files) {
        List<Target> wanted =
                files.stream().flatMap(file -> targets.given(file).stream()).toList();
        return lint(wanted, targets.all());
    }

    private Report lint(List<Target> wanted, List<Target> all) {
        Map<Path, Target> known = new LinkedHashMap<>();
        all.forEach(target -> known.put(target.file(), target));
        wanted.forEach(target -> known.put(target.file(), target));
        for (Target target : known.values()) {
            if (target instanceof Target.LayerFile(Path file, Layer layer)) {
                library.file(file).root().ifPresent(node -> layers.add(layer, node, texts));
            }
        }
        wanted.forEach(this::look);
        return new Report(wanted.size(), findings.sorted());
    }

    private void look(Target target) {
        switch (target) {
            case Target.SuiteFile suite -> suite(suite);
            case Target.LayerFile layer -> layer(layer);
            case Target.LayersFile several -> layers(several);
            case Target.SeriesFile series ->
                findings.addAll(Rule.STRUCTURE, yaml(series.file()).problems());
            case Target.SiteFile file -> findings.addAll(Rule.STRUCTURE, SiteLoader.check(file.file()));
            case Target.DirFile file -> findings.addAll(Rule.STRUCTURE, SiteLoader.checkDirectory(file.file()));
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

    private void suite(Target.SuiteFile target) {
        Suite suite = library.suite(target.file(), target.name(), target.dir());
        findings.addAll(Rule.STRUCTURE, suite.problems());
        for (SuiteTest test : suite.tests().values()) {
            findings.addAll(Rule.STRUCTURE, test.problems());
            if (test.body() != null) {
                scalars.check(test.body());
            }
        }
        new SuiteLint(suite, library, checks, findings).check(texts, layersOf(suite));
    }

    private LayerFacts layersOf(Suite suite) {
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
