package io.pergola.lint;

import io.pergola.config.Library;
import io.pergola.config.Site;
import io.pergola.model.Place;
import io.pergola.model.Problem;
import io.pergola.resolve.Resolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds all that is wrong in configuration files, and much that is not what it seems. Tests are also resolved as this machine
 * would; what only another machine knows is no error. One use each; not safe for several threads, though many suites are looked at by
 * several of its own.
 */
public final class Linter {

    /** A thread for fewer suites would be busy with getting ready. */
    private static final int SUITES_A_THREAD = 50;

    private final Site site;
    private final Resolver resolver;
    private final Targets targets;
    private final Findings findings = new Findings();

    /** For a site and what resolves its tests. */
    public Linter(Site site, Resolver resolver) {
        this.site = site;
        this.resolver = resolver;
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
        List<Target.SuiteFile> suites = new ArrayList<>();
        var layers = new LayerFacts();
        Library library = resolver.library();
        var rest = new FileLint(library, findings);
        rest.gather(known.values(), layers);
        for (Target target : wanted) {
            if (target instanceof Target.SuiteFile suite) {
                suites.add(suite);
            } else {
                rest.look(target);
            }
        }
        hidden(suites, library);
        look(suites, layers);
        return new Report(wanted.size(), findings.sorted());
    }

    /** Of several suites of one name only the first that is found is ever run. */
    private void hidden(List<Target.SuiteFile> suites, Library library) {
        Map<String, Path> counting = library.suites();
        for (Target.SuiteFile suite : suites) {
            Path first = counting.get(suite.name());
            if (first != null && !first.equals(suite.file()) && !suite.dir().shipped()) {
                Problem problem = Problem.warning("the suite '" + suite.name() + "' is never run from this file, since "
                                + first + " has the same name and is found first")
                        .help("Rename one of them, or take this one away");
                findings.add(
                        Rule.HIDDEN_SUITE, problem.at(new Place(suite.file().toString(), 1, 1)));
            }
        }
    }

    /** What is found does not depend on the number of threads: each has suites that follow each other, and is heard in their order. */
    private void look(List<Target.SuiteFile> suites, LayerFacts layers) {
        int threads = Math.clamp(
                suites.size() / SUITES_A_THREAD, 1, Runtime.getRuntime().availableProcessors());
        List<FileLint> parts = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> waiting = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int from = (int) ((long) suites.size() * i / threads);
                int to = (int) ((long) suites.size() * (i + 1) / threads);
                Library library = resolver.library();
                var part = new FileLint(library, new Findings(findings));
                var checks = resolver.checks(library);
                parts.add(part);
                waiting.add(pool.submit(
                        () -> suites.subList(from, to).forEach(suite -> part.suite(suite, checks, layers))));
            }
            for (Future<?> each : waiting) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException mistake ? mistake : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        parts.forEach(part -> findings.take(part.findings()));
    }
}
