package io.pergola.build;

import io.pergola.source.Source;
import io.pergola.source.TreeDigests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What goes into a build's directory before its script runs.
 *
 * @param source what the test is built from, if there is anything
 * @param extra more files and directories
 * @param digests what the files and directories among them came to
 * @param filled files that were made of templates: names in the build directory, and texts
 */
record BuildInputs(
        Optional<Source> source, List<Path> extra, Map<Path, String> digests, SequencedMap<String, String> filled) {

    BuildInputs {
        extra = List.copyOf(extra);
        digests = Map.copyOf(digests);
        filled = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(filled));
    }

    /** Adds all that can change the outcome. */
    void addTo(BuildKey key) {
        source.ifPresent(from -> {
            switch (from) {
                case Source.Tree(Path path) -> key.add("source tree", digest(path));
                case Source.Commit(Path _, String id) -> key.add("source commit", id);
                // A file keeps its name, but for the ending of what is compressed.
                case Source.Single(Path path, String name) ->
                    key.add("source name", name).add("source", digest(path));
            }
        });
        extra.forEach(file -> key.add("extra " + file.getFileName(), digest(file)));
        filled.forEach((name, text) -> key.add("template " + name, text));
    }

    private String digest(Path path) {
        return digests.getOrDefault(path, "");
    }

    /**
     * Looks whether the sources are still those that the key stands for.
     *
     * @throws IOException with a message for users if not
     */
    void refuseChanged(TreeDigests trees) throws IOException {
        for (Map.Entry<Path, String> each : digests.entrySet()) {
            if (!trees.now(each.getKey()).equals(each.getValue())) {
                throw new IOException(
                        each.getKey() + " changed while it was copied: run the test again once it stays as it is");
            }
        }
    }
}
