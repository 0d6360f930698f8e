package io.pergola.resolve;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * How a test is built. Nothing in it waits for the allocation.
 *
 * @param cmds lines of the script
 * @param preamble lines before the modules
 * @param modules modules to load, drop or swap
 * @param env environment variables in order; null unsets one
 * @param createFiles files to write: path and lines
 * @param templates files to fill in: template and destination
 * @param sourcePath directory, archive or file to build
 * @param sourceUrl where to download it from
 * @param sourceDownload when to download it
 * @param sourceChecksum the SHA-256 of what is downloaded, as 64 hexadecimal digits
 * @param sourceRevision branch, tag or commit of the git repository that {@code sourceUrl} then is
 * @param extraFiles more files for the build directory
 * @param copyFiles globs of files that each run gets as a copy it may write to
 * @param onNodes build inside the job
 * @param specificity makes builds differ that otherwise look alike
 * @param keyEnv names of variables of the environment with whose values builds differ
 * @param keyPrograms programs, by path or to be looked up, with whose content builds differ
 * @param timeout how long it may be silent; empty for ever
 * @param timeoutFile file whose changes count instead of the output's, relative to the build directory
 * @param verbose show commands and environment in the log
 * @param autoexit end at the first command that fails
 * @param spackInstall packages to install with spack
 * @param spackLoad packages to load with spack
 */
public record BuildSection(
        List<String> cmds,
        List<String> preamble,
        List<String> modules,
        SequencedMap<String, @Nullable String> env,
        SequencedMap<String, List<String>> createFiles,
        SequencedMap<String, String> templates,
        Optional<String> sourcePath,
        Optional<String> sourceUrl,
        Download sourceDownload,
        Optional<String> sourceChecksum,
        Optional<String> sourceRevision,
        List<String> extraFiles,
        List<String> copyFiles,
        boolean onNodes,
        String specificity,
        List<String> keyEnv,
        List<String> keyPrograms,
        Optional<Duration> timeout,
        Optional<String> timeoutFile,
        boolean verbose,
        boolean autoexit,
        List<String> spackInstall,
        List<String> spackLoad) {

    /** When a source is downloaded. */
    public enum Download {
        /** Never. */
        NEVER,
        /** If it is not there. */
        MISSING,
        /** If it is not there, or the one there is older. */
        LATEST
    }

    /** Copies the collections. */
    public BuildSection {
        cmds = List.copyOf(cmds);
        preamble = List.copyOf(preamble);
        modules = List.copyOf(modules);
        env = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(env));
        createFiles = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(createFiles));
        templates = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(templates));
        extraFiles = List.copyOf(extraFiles);
        copyFiles = List.copyOf(copyFiles);
        keyEnv = List.copyOf(keyEnv);
        keyPrograms = List.copyOf(keyPrograms);
        spackInstall = List.copyOf(spackInstall);
        spackLoad = List.copyOf(spackLoad);
    }

    /** True if there is nothing to build: no commands, no source, no files. */
    public boolean isEmpty() {
        return cmds.isEmpty()
                && sourcePath.isEmpty()
                && sourceUrl.isEmpty()
                && extraFiles.isEmpty()
                && createFiles.isEmpty()
                && templates.isEmpty()
                && spackInstall.isEmpty();
    }
}
