package io.pergola.results;

import io.pergola.model.Problem;
import java.util.List;
import java.util.function.Predicate;

/** The result sections of one resolved test, checked and ready to be applied to what a run leaves behind. Immutable. */
public final class ResultPlan {

    private final List<Entry> entries;
    private final EvaluationReader.Order evaluations;
    private final List<Reference> references;

    private ResultPlan(ResultSections sections, ProblemSink problems, Predicate<String> waits) {
        this.entries = new EntryReader(problems, waits).read(sections.parse());
        this.evaluations = new EvaluationReader(problems, waits).read(sections.evaluate());
        this.references = new ReferenceReader(problems, waits, sections.referenceFile()).read(sections.reference());
    }

    /**
     * Reads the sections.
     *
     * @param problems where everything wrong is added: unknown parsers and arguments, bad patterns and expressions, reserved or
     *     repeated keys. An entry with an error is left out of the plan. Evaluations that need each other in a loop are a warning
     *     here and end the run in {@code ERROR}
     */
    public static ResultPlan of(ResultSections sections, List<Problem> problems) {
        return new ResultPlan(sections, ProblemSink.into(problems), text -> false);
    }

    /**
     * Only looks for what is wrong in sections of which parts may not be known yet.
     *
     * @param waits true for texts that are not known yet
     */
    public static void check(ResultSections sections, Predicate<String> waits, ProblemSink problems) {
        if (!sections.isEmpty()) {
            new EntryReader(problems, waits).read(sections.parse());
            new EvaluationReader(problems, waits).read(sections.evaluate());
            new ReferenceReader(problems, waits, sections.referenceFile()).read(sections.reference());
        }
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
