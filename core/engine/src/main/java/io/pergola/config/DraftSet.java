package io.pergola.config;

import io.pergola.yaml.YamlNode;
import java.util.List;

/**
 * A set of a series file, or one of those that its matrix makes, before it is known whether there are those it depends on.
 *
 * @param name its own
 * @param key where it is written
 * @param path the set in messages
 * @param dependsOn as written, with the values of the matrix
 * @param set all of it but for what it depends on
 */
record DraftSet(String name, YamlNode.Scalar key, String path, List<On> dependsOn, SeriesFile.TestSet set) {

    /** Something that it depends on, and where that is written. */
    record On(String name, YamlNode.Scalar at) {}

    /** Copies the list. */
    DraftSet {
        dependsOn = List.copyOf(dependsOn);
    }
}
