package io.pergola.plugin;

import io.pergola.model.Problem;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One directory: its jars, looked at but not run, and which kinds of offers of theirs are settled. */
final class PluginShelf {

    private final List<PluginJar> jars;
    private final List<Problem> problems;
    private final Set<Kind> settled = EnumSet.noneOf(Kind.class);

    private PluginShelf(List<PluginJar> jars, List<Problem> problems) {
        this.jars = jars;
        this.problems = problems;
    }

    static PluginShelf read(Path path) {
        PluginDirectory directory = PluginDirectory.read(path);
        return new PluginShelf(
                directory.jars().stream().map(PluginOpener::inspect).toList(), directory.problems());
    }

    List<PluginJar> jars() {
        return jars;
    }

    /** What is wrong with the directory itself. */
    List<Problem> problems() {
        return problems;
    }

    /** True the first time. */
    boolean settles(Kind kind) {
        return settled.add(kind);
    }
}
