package io.pergola.source;

import java.nio.file.Path;

/** What a build is made from. */
public sealed interface Source {

    /** A directory, whose content is copied. */
    record Tree(Path path) implements Source {}

    /**
     * A file, which is copied, or unpacked if it is an archive.
     *
     * @param path where it lies
     * @param name the name it has there, or had where it came from
     */
    record Single(Path path, String name) implements Source {}

    /**
     * A commit of a repository.
     *
     * @param mirror a bare repository that has it
     * @param id its whole name
     */
    record Commit(Path mirror, String id) implements Source {}
}
