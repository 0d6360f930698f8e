package io.pergola.references;

import io.pergola.config.LayerChoice;
import io.pergola.config.Library;
import io.pergola.config.ReferenceFile;
import io.pergola.config.ReferenceFiles;
import io.pergola.config.Setting;
import io.pergola.config.Suite;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.model.Value;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.Resolver;
import io.pergola.resolve.RunRequest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The references of a test as its suite and its file of references have them now, whatever the run had.
 *
 * @param run the whole name of its runs
 * @param references those of the test itself over those of the file
 * @param file the file, where it is or would be; empty if the test names none
 * @param test where the test stands
 */
record TestView(String run, Setting.Group references, Optional<Path> file, Problem test) {

    private static final String KEY = "reference_file";

    /**
     * Looks at the test of a run.
     *
     * @throws ConfigException if the test is gone, or it or its file of references is broken
     */
    static TestView of(Library library, Resolver resolver, ResolvedTest test) {
        Suite suite = library.suite(test.suite());
        if (!suite.tests().containsKey(test.test())) {
            throw new ConfigException(Problem.error("the suite '" + suite.name() + "' has no test '" + test.test()
                    + "' any more, so nobody can say where its references belong"));
        }
        Setting.Group settings = library.settings(suite, test.test(), choice(resolver, test));
        Setting.Group own = settings.group("result_reference");
        Problem where = Library.lineage(suite, test.test())
                .getLast()
                .key()
                .span()
                .mark(Problem.error("the test " + suite.name() + "." + test.test() + " names no file of references"));
        String name = fileName(settings, test);
        if (name.isBlank()) {
            return new TestView(test.name(), own, Optional.empty(), where);
        }
        ReferenceFiles files = library.references();
        Optional<Path> found = find(files, suite, name);
        Setting.Group references = found.map(
                        path -> own.over(sound(files.read(path)).of(test.name())))
                .orElse(own);
        return new TestView(test.name(), references, found.or(() -> Optional.of(files.newPlace(suite, name))), where);
    }

    private static Optional<Path> find(ReferenceFiles files, Suite suite, String name) {
        try {
            return files.find(suite, name);
        } catch (InvalidPathException e) {
            throw new ConfigException(Problem.error(KEY + ": '" + name + "' cannot be the name of a file"));
        }
    }

    private static ReferenceFile sound(ReferenceFile file) {
        if (!file.problems().isEmpty()) {
            throw new ConfigException(file.problems());
        }
        return file;
    }

    /** A platform of this machine is not saved with a run, but is what this machine has. */
    private static LayerChoice choice(Resolver resolver, ResolvedTest test) {
        LayerChoice here =
                resolver.choice(new RunRequest(List.of(), List.of(), null, test.host(), test.modes(), List.of(), 1));
        return here.os().equals(test.os()) ? here : new LayerChoice(test.os(), test.host(), test.modes(), List.of());
    }

    /** A name with something to fill in is taken from the run, for which that was done. */
    private static String fileName(Setting.Group settings, ResolvedTest test) {
        String written = settings.text(KEY).flatMap(Setting.Text::value).orElse("");
        boolean open = written.contains("{{") || written.contains("[~");
        return (open && test.config().values().get(KEY) instanceof Value.Text(String filled) ? filled : written)
                .strip();
    }
}
