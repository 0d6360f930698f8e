package io.pergola.ci;

/**
 * A test that was asked for and not run, since its conditions do not hold here.
 *
 * @param name with suite and permutation
 * @param reason in one sentence
 */
record CiSkip(String name, String reason) {

    /** The part of the name before the first dot. */
    String suite() {
        return CiRun.suite(name);
    }

    /** The rest of the name. */
    String test() {
        return CiRun.test(name);
    }
}
