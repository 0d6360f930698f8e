package io.pergola.testkit;

import io.pergola.spi.KickoffHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Writes kickoff scripts of the engine's form: bash, the scheduler's header, then the work. */
final class KickoffScripts {

    private KickoffScripts() {}

    static Path write(Path file, KickoffHeader header, String body) {
        var lines = new ArrayList<>(List.of("#!/bin/bash"));
        lines.addAll(header.lines());
        lines.add(body);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A word that bash takes literally. */
    static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
