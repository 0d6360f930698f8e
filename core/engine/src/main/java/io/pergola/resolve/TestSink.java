package io.pergola.resolve;

/** Is given what a request comes to, test by test, in order, by the thread that resolves. What it does not keep is not kept. */
public interface TestSink {

    /** A test that runs. */
    void runs(ResolvedTest test);

    /** A test that its conditions keep from running. */
    default void skips(SkippedTest test) {}
}
