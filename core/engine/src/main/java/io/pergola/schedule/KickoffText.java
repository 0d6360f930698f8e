package io.pergola.schedule;

import io.pergola.model.StoreException;
import io.pergola.script.ArrayScript;
import io.pergola.script.KickoffScript;
import io.pergola.spi.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;

/** The kickoff scripts of the jobs of one working directory. */
final class KickoffText {

    /** Not that of a test: the script is ours, whatever its tests are written in. */
    private static final String SHEBANG = "#!/bin/bash";

    private final Path workingDirectory;
    private final KickoffSettings settings;

    KickoffText(Path workingDirectory, KickoffSettings settings) {
        this.workingDirectory = workingDirectory;
        this.settings = settings;
    }

    /** Who submits. */
    ProcessIdentity self() {
        return settings.self();
    }

    String text(String job, Path log, List<String> header) {
        String program = settings.program().toString();
        return new KickoffScript(
                        SHEBANG,
                        header,
                        settings.umask(),
                        log,
                        settings.exports(),
                        settings.setup(),
                        List.of(program, "_pilot", workingDirectory.toString(), job),
                        List.of(program, "_pilot", "--sweep", workingDirectory.toString(), job))
                .text();
    }

    /** For jobs that are submitted together: each goes on with the script {@code head + index + tail}. */
    static String array(List<String> header, String indexVariable, String head, String tail) {
        return new ArrayScript(SHEBANG, header, indexVariable, head, tail).text();
    }

    void write(Path script, String text) {
        try {
            Files.deleteIfExists(script);
            Files.writeString(script, text, StandardOpenOption.CREATE_NEW);
            var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(script));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.remove(PosixFilePermission.GROUP_WRITE);
            permissions.remove(PosixFilePermission.OTHERS_WRITE);
            Files.setPosixFilePermissions(script, permissions);
        } catch (IOException e) {
            throw new StoreException("cannot write " + script + ": " + e.getMessage(), e);
        }
    }
}
