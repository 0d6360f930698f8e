package io.pergola.results;

import io.pergola.model.Verdict;
import java.util.List;

/** Parses, evaluates and judges. Reads files as streams: a log may be larger than memory. Safe for use by several threads. */
public final class Judge {

    private Judge() {}

    /**
     * Judges one run. Never throws for what a test left behind, however broken: whatever cannot be read or evaluated becomes an
     * entry of {@link Judgement#errors}.
     */
    public static Judgement judge(ResultPlan plan, Evidence evidence) {
        return new Judgement(evidence.base(), Verdict.ERROR, plan.unread(), List.of());
    }
}
