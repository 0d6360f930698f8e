package io.pergola.spi;

import org.pf4j.ExtensionPoint;

/**
 * A parser of results, as tests name it under {@code result_parse}. Implementations carry PF4J's {@code @Extension}, are public
 * and have a public constructor without parameters that does no work. They are made only by commands that meet a section of
 * {@code result_parse} which no parser of Pergola has; in such a command, and in the pilot of a job, each is made at most once and
 * called from several threads.
 *
 * <p>Which files are read, at which lines the search begins, which of the values is kept and what is done with it
 * ({@code files}, {@code for_lines_matching}, {@code preceded_by}, {@code match_select}, {@code action}, {@code per_file},
 * {@code unit}) is decided outside, as for the parsers of Pergola itself.
 */
public interface ResultParser extends ExtensionPoint {

    /** Name, description and options; asked once, must not fail and must not start anything. */
    ResultParserInfo info();

    /**
     * Makes the search for one key of {@code result_parse}. Called when a test is resolved, to see whether the options make sense,
     * and again where results are gathered; so it should not look at files. It has ten seconds.
     *
     * @param options of the right types, with defaults filled in; required ones are there
     * @return never null
     * @throws OptionException if the options cannot be used; the user sees the message where the option stands
     */
    ResultSearch search(OptionValues options);
}
