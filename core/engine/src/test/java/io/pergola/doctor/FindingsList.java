package io.pergola.doctor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Keeps what is found. */
final class FindingsList implements Consumer<Finding> {

    private final List<Finding> all = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void accept(Finding finding) {
        all.add(finding);
    }

    List<Finding> all() {
        return List.copyOf(all);
    }

    /** As {@code check: level}, in order. */
    List<String> levels() {
        return all().stream()
                .map(finding -> finding.check() + ": " + finding.level())
                .toList();
    }

    static FindingsList of(List<Check> checks) throws InterruptedException {
        var found = new FindingsList();
        new TimedChecks(found, DoctorOptions.LIMIT).run("Group", checks);
        return found;
    }
}
