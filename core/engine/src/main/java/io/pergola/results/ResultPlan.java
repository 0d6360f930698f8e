package io.pergola.results;

import io.pergola.model.Problem;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The result sections of one resolved test, checked and ready to be applied to what a run leaves behind. Immutable. */
public final class ResultPlan {

    private final List<Entry> entries;
    private final EvaluationReader.Order evaluations;
    private final List<Reference> references;
    private final Expectation expectation;

    private ResultPlan(ResultSections sections, ProblemSink problems, Predicate<String> waits, SiteParsers parsers) {
        this.entries = new EntryReader(problems, waits, parsers).read(sections.parse());
        this.evaluations = new EvaluationReader(problems, waits).read(sections.evaluate());
        this.references = new ReferenceReader(problems, waits, sections.referenceFile()).read(sections.reference());
        this.expectation = sections.expectation();
    }

    /** As the other, with the parsers of Pergola alone. */
    public static ResultPlan of(ResultSections sections, List<Problem> problems) {
        return of(sections, problems, SiteParsers.NONE);
    }

    /**
     * Reads the sections.
     *
     * @param parsers those that jars add
     * @param problems where everything wrong is added: unknown parsers and arguments, bad patterns and expressions, reserved or
     *     repeated keys. An entry with an error is left out of the plan. Evaluations that need each other in a loop are a warning
     *     here and end the run in {@code ERROR}
     */
    public static ResultPlan of(ResultSections sections, List<Problem> problems, SiteParsers parsers) {
        return new ResultPlan(sections, ProblemSink.into(problems), text -> false, parsers);
    }

    /**
     * Only looks for what is wrong in sections of which parts may not be known yet.
     *
     * @param waits true for texts that are not known yet
     * @param parsers those that jars add
     */
    public static void check(
            ResultSections sections, Predicate<String> waits, ProblemSink problems, SiteParsers parsers) {
        if (!sections.isEmpty()) {
            new EntryReader(problems, waits, parsers).read(sections.parse());
            new EvaluationReader(problems, waits).read(sections.evaluate());
            new ReferenceReader(problems, waits, sections.referenceFile()).read(sections.reference());
        }
    }

    /** The names of Pergola's own parsers. */
    public static Set<String> parserNames() {
        return Parsers.ALL.stream().map(ParserKind::name).collect(Collectors.toSet());
    }

    /** The arguments that one of Pergola's own parsers must be given. */
    public static Set<String> requiredArguments(String parser) {
        return Parsers.find(parser).map(kind -> Set.copyOf(kind.required())).orElse(Set.of());
    }

    List<Entry> entries() {
        return entries;
    }

    List<Evaluation> evaluations() {
        return evaluations.evaluations();
    }

    List<Reference> references() {
        return references;
    }

    /** How the run should end. */
    public Expectation expectation() {
        return expectation;
    }

    List<String> looped() {
        return evaluations.looped();
    }

    /** True if the sections say themselves what the verdict is. */
    boolean definesResult() {
        return entries.stream().anyMatch(entry -> entry.names().contains(KeyNames.RESULT))
                || evaluations().stream().anyMatch(each -> each.key().equals(KeyNames.RESULT))
                || looped().contains(KeyNames.RESULT);
    }
}
