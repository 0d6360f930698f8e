package io.pergola.results;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One entry of {@code result_parse}: a parser, and the arguments that all parsers have in common.
 *
 * @param place where it stands: {@code result_parse.PARSER.KEY}
 * @param names the keys it fills; {@code _} stands for a value that is thrown away
 * @param sequence what consecutive lines must match for the parser to be called at the last of them; an empty pattern is any line
 * @param units of the figures: none, one for all, or one for each name; see {@link Measure}
 */
record Entry(
        String place,
        List<String> names,
        Parser parser,
        List<String> files,
        PerFile perFile,
        Action action,
        List<Pattern> sequence,
        MatchSelect select,
        List<String> units) {}
