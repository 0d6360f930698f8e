package io.pergola.plugin;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A plugin jar compiled at test time. */
final class TestJar {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private final Map<String, String> manifest = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<String> left = new ArrayList<>();

    private TestJar() {}

    /** A jar with nothing in it. */
    static TestJar empty() {
        return new TestJar();
    }

    /** A jar with the manifest of a sound plugin of that id. */
    static TestJar plugin(String id) {
        return empty().manifest("Plugin-Id", id)
                .manifest("Plugin-Version", "1.2")
                .manifest("Plugin-Requires", "0.1.0");
    }

    /** A sound plugin that offers a scheduler of its id's name. */
    static TestJar sound(String id) {
        return plugin(id).provider(id, new ProviderText(id)).index("site." + id + ".Provider");
    }

    /** A plugin whose provider is as given. */
    static TestJar with(String id, ProviderText text) {
        return plugin(id).provider(id, text).index("site." + id + ".Provider");
    }

    /** The bodies of a provider's parts. */
    record ProviderText(String members, String constructor, String info, String create) {

        ProviderText(String name) {
            this(
                    "",
                    "",
                    "return new io.pergola.spi.SchedulerInfo(\"" + name + "\", \"A test.\", java.util.List.of());",
                    "return new Backend();");
        }

        ProviderText members(String text) {
            return new ProviderText(text, constructor, info, create);
        }

        ProviderText constructor(String text) {
            return new ProviderText(members, text, info, create);
        }

        ProviderText info(String text) {
            return new ProviderText(members, constructor, text, create);
        }

        ProviderText create(String text) {
            return new ProviderText(members, constructor, info, text);
        }
    }

    TestJar manifest(String key, String value) {
        manifest.put(key, value);
        return this;
    }

    TestJar without(String key) {
        manifest.remove(key);
        return this;
    }

    TestJar source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    /** Compiles against a class and then leaves it out. */
    TestJar leaveOut(String className) {
        left.add(className.replace('.', '/') + ".class");
        return this;
    }

    TestJar text(String entry, String content) {
        texts.put(entry, content);
        return this;
    }

    TestJar index(String... classNames) {
        return text("META-INF/extensions.idx", "# Generated\n" + String.join("\n", classNames) + "\n");
    }

    private TestJar provider(String id, ProviderText text) {
        source("site." + id + ".Backend", BACKEND.replace("PLUGIN", id));
        return source("site." + id + ".Provider", """
                package site.%s;
                public class Provider implements io.pergola.spi.SchedulerProvider {
                    %s
                    public Provider() { %s }
                    @Override public io.pergola.spi.SchedulerInfo info() { %s }
                    @Override public io.pergola.spi.Scheduler create(io.pergola.spi.SchedulerContext context) { %s }
                }
                """.formatted(
                        id, text.members(), text.constructor(), text.info(), text.create()));
    }

    private static final String BACKEND = """
            package site.PLUGIN;
            import io.pergola.spi.*;
            import java.util.*;
            public class Backend implements Scheduler {
                @Override public Availability available() {
                    return Availability.no(Thread.currentThread().getContextClassLoader().getClass().getName());
                }
                @Override public KickoffHeader header(JobRequest job) { return KickoffHeader.NONE; }
                @Override public JobInfo kickoff(JobRequest job, java.nio.file.Path script) {
                    return new JobInfo(Map.of("id", "1"));
                }
                @Override public Map<JobInfo, JobStatus> jobStatus(Collection<JobInfo> jobs) { return Map.of(); }
                @Override public Map<JobInfo, CancelOutcome> cancel(Collection<JobInfo> jobs) { return Map.of(); }
                @Override public NodeSet allocationNodes(JobInfo job) { throw new IllegalStateException("none"); }
                @Override public LaunchCommand testCommand(LaunchRequest request) { return LaunchCommand.NONE; }
            }
            """;

    /** Compiles and packs it. */
    Path write(Path jar) {
        try {
            Files.createDirectories(jar.getParent());
            Path classes = Files.createTempDirectory(jar.getParent(), "classes");
            compile(classes);
            pack(jar, classes);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(Path classes) {
        if (sources.isEmpty()) {
            return;
        }
        var units = new ArrayList<Source>();
        sources.forEach((name, text) -> units.add(new Source(name, text)));
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-classpath", System.getProperty("java.class.path"));
        var messages = new StringWriter();
        boolean compiled =
                COMPILER.getTask(messages, null, null, options, null, units).call();
        assertTrue(compiled, messages.toString());
    }

    private void pack(Path jar, Path classes) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(jar);
                var out = new JarOutputStream(bytes)) {
            if (!manifest.isEmpty()) {
                out.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
                manifest().write(out);
            }
            for (Map.Entry<String, String> text : texts.entrySet()) {
                out.putNextEntry(new JarEntry(text.getKey()));
                out.write(text.getValue().getBytes(StandardCharsets.UTF_8));
            }
            for (Path file : files(classes)) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }

    private List<Path> files(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !left.contains(classes.relativize(file).toString()))
                    .toList();
        }
    }

    private Manifest manifest() {
        var whole = new Manifest();
        whole.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach((key, value) -> whole.getMainAttributes().putValue(key, value));
        return whole;
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
