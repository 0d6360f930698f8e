package io.pergola.build;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** A glob of {@code build.copy_files}, and whether anything matched it. For one thread. */
final class CopiedFiles {

    private final String glob;
    private final List<PathMatcher> matchers;
    private boolean matched;

    CopiedFiles(String glob) {
        this.glob = glob;
        // In globs as users know them, ** may stand for no directory at all.
        this.matchers = Stream.of(glob, glob.replace("**/", ""))
                .distinct()
                .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
                .toList();
    }

    /** Of a name within the build, or of a directory that it lies in. */
    boolean match(Path name) {
        for (Path step = name; step != null; step = step.getParent()) {
            for (PathMatcher matcher : matchers) {
                if (matcher.matches(step)) {
                    matched = true;
                    return true;
                }
            }
        }
        return false;
    }

    void refuseIfIdle() throws IOException {
        if (!matched) {
            throw new IOException("build.copy_files: nothing in the build matches '" + glob
                    + "'; names are relative to the build directory, and ** stands for any directories");
        }
    }
}
