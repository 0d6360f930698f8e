package io.pergola.resolve;

/**
 * A test that its conditions keep from running.
 *
 * @param test the test
 * @param reason why, in one sentence without a full stop
 */
public record SkippedTest(ResolvedTest test, String reason) {

    /** Its whole name. */
    public String name() {
        return test.name();
    }
}
