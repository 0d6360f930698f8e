package io.pergola.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Java runtime and how it was started. */
final class JavaChecks {

    private static final int LEAST_VERSION = 25;
    private static final int LEAST_MIB = 128;
    private static final int PER_MIB = 1024 * 1024;
    private static final List<String> CACHES = List.of("pergola.aot", "looking.aot");

    private final @Nullable Path installation;
    private final Path mapped;

    /**
     * @param installation the root of the distribution; null if there is none
     * @param mapped the list of files that this process has in its memory ({@code /proc/self/maps})
     */
    JavaChecks(@Nullable Path installation, Path mapped) {
        this.installation = installation;
        this.mapped = mapped;
    }

    List<Check> checks() {
        return List.of(
                new Check("runtime", JavaChecks::runtime),
                new Check("memory", JavaChecks::memory),
                new Check("launcher", this::launcher),
                new Check("start-up cache", this::cache));
    }

    private static void runtime(Findings findings) {
        Runtime.Version version = Runtime.version();
        String found = version + ", in " + System.getProperty("java.home");
        if (version.feature() < LEAST_VERSION) {
            findings.error(
                    "runtime",
                    found + ", is older than " + LEAST_VERSION,
                    "Start Pergola by bin/pergola of a distribution, which brings its own runtime");
        } else {
            findings.ok("runtime", found);
        }
    }

    private static void memory(Findings findings) {
        long most = Runtime.getRuntime().maxMemory() / PER_MIB;
        if (most < LEAST_MIB) {
            findings.warning(
                    "memory",
                    "Java may use " + most + " MiB, which is little for many runs",
                    "Export PERGOLA_JAVA_OPTS=-Xmx512m, or lift the limit of this session");
        } else {
            findings.ok("memory", "Java may use " + most + " MiB");
        }
    }

    private void launcher(Findings findings) {
        if (installation == null) {
            findings.note(
                    "launcher",
                    "not started from a distribution",
                    "Start Pergola by bin/pergola of a distribution; jobs need one");
            return;
        }
        Path program = installation.resolve("bin/pergola");
        if (Files.isExecutable(program)) {
            findings.ok("launcher", program.normalize().toString());
        } else {
            findings.error("launcher", program + " cannot be executed, but jobs call it", "chmod a+rx " + program);
        }
    }

    private void cache(Findings findings) throws IOException {
        if (installation == null) {
            return;
        }
        Path lib = installation.resolve("lib");
        List<String> missing = CACHES.stream()
                .filter(name -> !Files.isReadable(lib.resolve(name)))
                .toList();
        if (!missing.isEmpty()) {
            findings.warning(
                    "start-up cache",
                    "every command starts slowly: " + String.join(", ", missing) + " cannot be read in "
                            + lib.normalize(),
                    "Unpack or build the distribution anew, or make the files readable");
        } else if (Files.isReadable(mapped) && !Files.readString(mapped).contains(CACHES.getFirst())) {
            findings.warning(
                    "start-up cache",
                    "every command starts slowly: Java passed the cache in " + lib.normalize() + " over",
                    "It was made for another machine or with other options; see PERGOLA_JAVA_OPTS, or build the distribution"
                            + " on this kind of machine");
        } else {
            findings.ok("start-up cache", "used");
        }
    }
}
