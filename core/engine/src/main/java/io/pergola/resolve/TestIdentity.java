package io.pergola.resolve;

import io.pergola.config.LayerChoice;
import io.pergola.config.Suite;
import java.nio.file.Path;
import java.util.List;

/**
 * What a resolved test is called and where it comes from.
 *
 * @param suite its suite
 * @param test its name in the suite
 * @param subtitle what tells it from its permutations; may be empty
 * @param label the label of the area its run goes to
 * @param suitePath the file
 * @param host the host layer's name
 * @param os the OS layer's name
 * @param modes the modes, in order
 */
record TestIdentity(
        String suite,
        String test,
        String subtitle,
        String label,
        Path suitePath,
        String host,
        String os,
        List<String> modes) {

    TestIdentity {
        modes = List.copyOf(modes);
    }

    /** Of a test without a subtitle, with the layers that were chosen. */
    static TestIdentity of(Suite suite, String test, LayerChoice choice) {
        return new TestIdentity(
                suite.name(),
                test,
                "",
                suite.dir().area().label(),
                suite.file(),
                choice.host(),
                choice.os(),
                choice.modes());
    }

    TestIdentity subtitle(String other) {
        return new TestIdentity(suite, test, other, label, suitePath, host, os, modes);
    }

    String name() {
        return suite + "." + test + (subtitle.isEmpty() ? "" : "." + subtitle);
    }
}
