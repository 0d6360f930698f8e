package io.pergola.results;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A parser as users know it.
 *
 * @param name what it is called in {@code result_parse}
 * @param required its arguments without a default
 * @param optional its other arguments; the common ones are not listed
 * @param fixed common arguments that make no sense with it and may not be given
 * @param make the parser, from arguments that have been checked for their names
 */
record ParserKind(
        String name,
        List<String> required,
        List<String> optional,
        Set<String> fixed,
        Function<Arguments, Parser> make) {}
