package io.pergola.config;

import io.pergola.model.Problem;
import java.util.ArrayList;
import java.util.Collection;

/** The problems of a part of a file; of a file with very many, the first ones. Not safe for several threads. */
final class ProblemList extends ArrayList<Problem> {

    private static final long serialVersionUID = 1L;

    /** So many problems of one file are kept. */
    static final int MOST = 1_000;

    private final int[] kept;

    private ProblemList(int[] kept) {
        this.kept = kept;
    }

    /** For a file. */
    static ProblemList ofFile() {
        return new ProblemList(new int[1]);
    }

    /** For another part of the same file. */
    ProblemList ofPart() {
        return new ProblemList(kept);
    }

    /** True if nothing more will be kept. */
    boolean full() {
        return kept[0] > MOST;
    }

    @Override
    public boolean add(Problem problem) {
        kept[0]++;
        if (kept[0] <= MOST) {
            return super.add(problem);
        }
        return kept[0] == MOST + 1 && super.add(Problem.error("the file has more problems than these " + MOST));
    }

    @Override
    public boolean addAll(Collection<? extends Problem> problems) {
        problems.forEach(this::add);
        return true;
    }
}
