package io.pergola.spi;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a parser of results is.
 *
 * @param name the key under {@code result_parse}: {@code [a-z][a-z0-9_]*}, and not that of a parser of Pergola
 * @param description one sentence for {@code show result_parsers}: what it finds
 * @param options its own arguments; those that all parsers have are not among them, and their names are taken
 * @param required the names of options that have no default and must be given
 */
public record ResultParserInfo(String name, String description, List<OptionKey> options, Set<String> required) {

    /** The arguments that all parsers have, and that no parser can have as options of its own. */
    public static final Set<String> COMMON =
            Set.of("action", "files", "for_lines_matching", "match_select", "per_file", "preceded_by", "unit");

    /** Checks the names and copies. */
    public ResultParserInfo {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "A parser's name is made of lower-case letters, digits and _: '" + name + "'");
        }
        options = List.copyOf(options);
        required = Set.copyOf(required);
        Set<String> names = options.stream().map(OptionKey::name).collect(Collectors.toSet());
        if (names.size() < options.size()) {
            throw new IllegalArgumentException("The parser " + name + " has two options of the same name");
        }
        var taken = new TreeSet<>(names);
        taken.retainAll(COMMON);
        if (!taken.isEmpty()) {
            throw new IllegalArgumentException("The parser " + name + " cannot have the option " + taken.first()
                    + ": all parsers have that argument");
        }
        if (!names.containsAll(required)) {
            throw new IllegalArgumentException("The parser " + name + " requires an option that it does not have");
        }
    }

    /** A parser whose options may all be left out. */
    public ResultParserInfo(String name, String description, List<OptionKey> options) {
        this(name, description, options, Set.of());
    }
}
