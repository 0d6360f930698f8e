package io.pergola.config;

import io.pergola.model.Problem;
import io.pergola.yaml.YamlFile;
import io.pergola.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of references: the names of tests, as {@code SUITE}, {@code SUITE.TEST} or {@code SUITE.TEST.PERMUTATION}, and below each
 * what {@code result_reference} would hold. Its texts are taken as they are written, without expressions. Immutable.
 */
public final class ReferenceFile {

    /** What its keys must look like. */
    public static final NameRule NAMES = NameRule.of(
            "[a-zA-Z0-9_-]+(\\.[^.]+(\\.[\\s\\S]+)?)?",
            "SUITE, SUITE.TEST or SUITE.TEST.PERMUTATION, perhaps with * ? []");

    private final YamlFile yaml;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Entry> exact = new HashMap<>();
    private final List<Entry> globs = new ArrayList<>();

    private ReferenceFile(YamlFile yaml) {
        this.yaml = yaml;
    }

    /** What stands below a name; one pattern for each of its parts. */
    private record Entry(List<Pattern> parts, Setting.Group figures) {

        boolean fits(List<String> run) {
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).matcher(run.get(i)).matches()) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The type of what stands below each name. */
    public static KeyType figures() {
        return ParserKeys.resultReference().type();
    }

    static ReferenceFile of(YamlFile yaml) {
        var file = new ReferenceFile(yaml);
        file.problems.addAll(yaml.problems());
        if (!yaml.broken()) {
            yaml.root().ifPresent(file::read);
        }
        return file;
    }

    private void read(YamlNode root) {
        if (!(root instanceof YamlNode.Mapping mapping)) {
            problems.add(root.span()
                    .mark(Problem.error("a file of references is a mapping of tests, but this is " + root.kind())
                            .help("Write 'SUITE.TEST: {FIGURE: {value: 120}}'")));
            return;
        }
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!NAMES.accepts(entry.name())) {
                problems.add(entry.key()
                        .span()
                        .mark(Problem.error("'" + entry.name() + "' cannot be the name of a test")
                                .help("It must be " + NAMES.meaning())));
            } else if (sound(entry) && entry.value() instanceof YamlNode.Mapping figures) {
                add(entry.name(), figures);
            }
        }
    }

    private boolean sound(YamlNode.Entry entry) {
        List<Problem> found = new ArrayList<>();
        var nothing = new KeyType.Section(List.of());
        new Validator(nothing, false, found).check(figures(), entry.value(), entry.name(), nothing);
        problems.addAll(found);
        return found.isEmpty();
    }

    private void add(String name, YamlNode.Mapping mapping) {
        var layer = new Layer(Layer.Kind.REFERENCES, name);
        Setting.Group figures = new Merger(layer).value(figures(), null, mapping, false) instanceof Setting.Group group
                ? group
                : Setting.Group.EMPTY;
        if (Glob.isGlob(name)) {
            globs.add(new Entry(parts(name).stream().map(Glob::compile).toList(), figures));
        } else {
            exact.put(name, new Entry(List.of(), figures));
        }
    }

    /** Suite, test and permutation, as far as the name goes. */
    private static List<String> parts(String name) {
        return List.of(name.split("\\.", 3));
    }

    /** The file as it stands. */
    public YamlFile yaml() {
        return yaml;
    }

    /** All that is wrong with it. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /**
     * What it says of a test run: of several names that fit, the closest counts, figure by figure and key by key. A name of more
     * parts is closer than one of fewer; then one without globs is; then the one that stands first.
     *
     * @param run the whole name of the run: {@code SUITE.TEST[.PERMUTATION]}
     */
    public Setting.Group of(String run) {
        List<String> parts = parts(run);
        Setting.Group found = Setting.Group.EMPTY;
        for (int depth = parts.size(); depth > 0; depth--) {
            List<String> part = parts.subList(0, depth);
            @Nullable Entry own = exact.get(String.join(".", part));
            found = own == null ? found : found.over(own.figures());
            for (Entry glob : globs) {
                if (glob.parts().size() == depth && glob.fits(part)) {
                    found = found.over(glob.figures());
                }
            }
        }
        return found;
    }
}
