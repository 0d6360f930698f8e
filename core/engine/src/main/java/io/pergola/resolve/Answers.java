package io.pergola.resolve;

import io.pergola.model.Value;
import java.util.HashMap;
import java.util.Map;

/** What schedulers said to the tests of one request: the same question is asked once. Not safe for several threads. */
final class Answers {

    private final Map<Question, Scheduled> known = new HashMap<>();

    private record Question(String scheduler, Value.Entries schedule) {}

    Scheduled of(CompiledTest test, Setup setup, String scheduler, Value.Entries schedule) {
        var question = new Question(scheduler, schedule);
        Scheduled before = known.get(question);
        if (before != null) {
            return before;
        }
        Scheduled answer = Scheduled.of(test, setup, scheduler, schedule);
        // A problem knows its place, which is of this test alone.
        if (answer.problems().isEmpty()) {
            known.put(question, answer);
        }
        return answer;
    }
}
