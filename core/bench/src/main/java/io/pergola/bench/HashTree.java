package io.pergola.bench;

import io.pergola.source.SourceException;
import io.pergola.source.TreeDigests;
import java.nio.file.Path;
import java.time.InstantSource;

/** The digest of a tree, in a process of its own. */
public final class HashTree {

    private HashTree() {}

    /** Wants a tree, and a directory for what is remembered of it. */
    public static void main(String[] args) throws SourceException {
        System.out.println(new TreeDigests(Path.of(args[1]), InstantSource.system()).of(Path.of(args[0])));
    }
}
