package io.pergola.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.json.Json;
import io.pergola.model.RunState;
import io.pergola.model.Value;
import io.pergola.resolve.ResolvedTest;
import io.pergola.store.NewRun;
import io.pergola.store.RunDirectory;
import io.pergola.store.Store;
import io.pergola.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real builds of tests that were resolved before. */
@Timeout(60)
class BuilderTest {

    private Path sources;
    private Store store;
    private Builder builder;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        sources = Files.createDirectory(directory.resolve("test_src"));
        store = Store.open(
                directory.resolve("work"),
                new StoreOptions("main", 0022, null, directory.resolve("cache")),
                InstantSource.system());
        builder = LocalBuilder.make(store.builds(), sources, directory.resolve("cache/sources"));
    }

    private record Built(RunDirectory run, BuildOutcome outcome) {

        String failure() {
            return assertInstanceOf(BuildOutcome.Failed.class, outcome).why();
        }

        String file(String name) throws IOException {
            assertEquals(new BuildOutcome.Ready(), outcome);
            return Files.readString(run.buildDir().resolve(name));
        }

        Path origin() throws IOException {
            return run.path().resolve("build_origin").toRealPath();
        }
    }

    private Built build(String section) throws InterruptedException {
        return build(section, "{}");
    }

    private Built build(String section, String variables) throws InterruptedException {
        Value.Entries saved = (Value.Entries) Json.read("""
                {"suite":"s","test":"t","subtitle":"","label":"main","suite_path":"/s.yaml","host":"h","os":"o","modes":[],
                 "options":{},"permutation":{},"variables":{"sched":{"nodes":null}},"config":{"build":%s,"variables":%s}}""".formatted(section, variables));
        RunDirectory run =
                store.createRuns(List.of(new NewRun("s.t", saved, Map.of()))).getFirst();
        return new Built(run, builder.build(run, ResolvedTest.fromValue(saved)));
    }

    private List<Path> builds() throws IOException {
        try (var all = Files.list(store.builds())) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    private void archive(String command) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("sh", "-c", command)
                        .directory(sources.toFile())
                        .start()
                        .waitFor());
    }

    @Test
    void buildsFromAnArchive() throws IOException, InterruptedException {
        archive("mkdir code && echo hello > code/file && tar -czf code.tar.gz code");
        Built built = build("""
                {"source_path":"code.tar.gz","cmds":["tr a-z A-Z < file > upper"]}""");
        assertEquals("HELLO\n", built.file("upper"));
        assertTrue(Files.isSymbolicLink(built.run().buildDir().resolve("file")));
    }

    @Test
    void anArchiveThatIsRefusedLeavesNothing() throws IOException, InterruptedException {
        archive("mkdir code && echo hello > code/file && echo out > x && tar -cPf code.tar code/file code/../x");
        Built built = build("""
                {"source_path":"code.tar","cmds":["true"]}""");
        assertTrue(built.failure().contains("entry 'code/../x' leads out of the build directory"), built.failure());
        assertEquals(RunState.BUILD_ERROR, ((BuildOutcome.Failed) built.outcome()).state());
        assertEquals(List.of(), builds());
    }

    @Test
    void aSourceThatIsMissingIsNamed() throws InterruptedException {
        assertEquals(
                "build.source_path: there is no 'gone.tar' in " + sources,
                build("{\"source_path\":\"gone.tar\"}").failure());
    }

    @Test
    void fillsInTemplates() throws IOException, InterruptedException {
        Files.writeString(sources.resolve("in.txt"), "size = {{size}}\nall:[~ {{names}}~,]\n\nend");
        String section = "{\"templates\":{\"in.txt\":\"sub/out.txt\"}}";
        Built built = build(section, "{\"size\":[\"4\"],\"names\":[\"a\",\"b\"]}");
        assertEquals("size = 4\nall: a, b\n\nend", built.file("sub/out.txt"));
        Built other = build(section, "{\"size\":[\"5\"],\"names\":[\"a\",\"b\"]}");
        assertNotEquals(built.origin(), other.origin());
        Built same = build(section, "{\"size\":[\"4\"],\"names\":[\"a\",\"b\"]}");
        assertEquals(built.origin(), same.origin());
    }

    @Test
    void aTemplateThatCannotBeFilledInIsShownWithItsPlace() throws IOException, InterruptedException {
        Path template = Files.writeString(sources.resolve("in.txt"), "one\ntwo {{sizes}}\n");
        Built built = build("{\"templates\":{\"in.txt\":\"out.txt\"}}", "{\"size\":[\"4\"]}");
        assertTrue(built.failure().startsWith(template + ":2:7: error: s.t.build.templates: "), built.failure());
    }

    @Test
    void aTemplateMayNotWaitForTheJob() throws IOException, InterruptedException {
        Files.writeString(sources.resolve("in.txt"), "{{sched.nodes}}\n");
        Built built = build("{\"templates\":{\"in.txt\":\"out.txt\"}}");
        assertTrue(built.failure().contains("in.txt:1:"), built.failure());
        assertTrue(built.failure().contains("'sched.nodes', which is deferred"), built.failure());
    }

    @Test
    void whatATemplateIsWrittenToLiesInside() throws IOException, InterruptedException {
        Files.writeString(sources.resolve("in.txt"), "text");
        Built built = build("{\"templates\":{\"in.txt\":\"../out.txt\"}}");
        assertTrue(built.failure().startsWith("build.templates: '../out.txt' lies outside"), built.failure());
        assertEquals(List.of(), builds());
    }

    @Test
    void copiesOfFilesMayBeWrittenTo() throws IOException, InterruptedException {
        String create =
                "{\"create_files\":{\"a.dat\":[\"1\"],\"d/b.dat\":[\"2\"],\"e/c\":[\"3\"]},\"copy_files\":[%s]}";
        Built built = build(create.formatted("\"**/*.dat\", \"e\""));
        for (String name : List.of("a.dat", "d/b.dat", "e/c")) {
            assertFalse(Files.isSymbolicLink(built.run().buildDir().resolve(name)), name);
            assertTrue(Files.isWritable(built.run().buildDir().resolve(name)), name);
        }
        String failure = build(create.formatted("\"*.dat\", \"*.txt\"")).failure();
        assertTrue(failure.startsWith("build.copy_files: nothing in the build matches '*.txt'"), failure);
    }

    @Test
    void createdFilesCount() throws IOException, InterruptedException {
        Built one = build("{\"create_files\":{\"a\":[\"1\"]}}");
        Built two = build("{\"create_files\":{\"a\":[\"2\"]}}");
        assertEquals("1\n", one.file("a"));
        assertEquals("2\n", two.file("a"));
    }

    @Test
    void anotherProgramBehindTheSamePathIsAnotherBuild() throws IOException, InterruptedException {
        Path compiler = Files.writeString(sources.resolve("cc"), "#!/bin/sh\necho one\n");
        String section = "{\"cmds\":[\"sh %1$s > made\"],\"key_programs\":[\"%1$s\"]}".formatted(compiler);
        assertEquals("one\n", build(section).file("made"));
        assertEquals(build(section).origin(), build(section).origin());
        Files.writeString(compiler, "#!/bin/sh\necho other\n");
        builder = LocalBuilder.make(store.builds(), sources, sources.resolveSibling("cache/sources"));
        assertEquals("other\n", build(section).file("made"));
        assertEquals(2, builds().size());
    }

    @Test
    void programsAreLookedUpAndThoseThatAreNotThereNamed() throws IOException, InterruptedException {
        assertEquals(
                "",
                build("{\"cmds\":[\"true > made\"],\"key_programs\":[\"sh\"]}").file("made"));
        assertTrue(build("{\"cmds\":[\"true\"],\"key_programs\":[\"no-such-cc\"]}")
                .failure()
                .startsWith("build.key_programs: there is no program 'no-such-cc'"));
    }

    @Test
    void aVariableThatIsNamedTellsBuildsApart() throws IOException, InterruptedException {
        String named = "{\"cmds\":[\"true > made\"],\"key_env\":[\"%s\"]}";
        Path unset = build(named.formatted("PERGOLA_UNSET")).origin();
        assertEquals(unset, build(named.formatted("PERGOLA_UNSET")).origin());
        assertNotEquals(unset, build(named.formatted("PATH")).origin());
        assertNotEquals(unset, build("{\"cmds\":[\"true > made\"]}").origin());
    }

    @Test
    void aSourceThatChangesMeanwhileIsNotKept() throws IOException, InterruptedException {
        Path source = Files.createDirectory(sources.resolve("code"));
        Files.writeString(source.resolve("file"), "one");
        build("{\"source_path\":\"code\"}").file("file");
        Files.writeString(source.resolve("file"), "two");
        Built late = build("{\"source_path\":\"code\",\"specificity\":\"new\"}");
        assertTrue(late.failure().contains("changed while it was copied"), late.failure());
        assertEquals(1, builds().size());
    }

    @Test
    void buildsFromAnAddressOfThisMachine() throws IOException, InterruptedException {
        archive("mkdir code && echo hello > code/file && tar -czf code.tar.gz code");
        String url = sources.resolve("code.tar.gz").toUri().toString();
        assertEquals("hello\n", build("{\"source_url\":\"%s\"}".formatted(url)).file("file"));
    }

    @Test
    void buildsEachCommitOfARepositoryOnce() throws IOException, InterruptedException {
        String git = "git -C repo -c user.name=x -c user.email=x@example.org ";
        String commit = git + "add -A && " + git + "commit -qm x";
        archive("git init -q -b main repo && echo one > repo/file && " + commit + " && " + git + "tag v1");
        String section = "{\"source_url\":\"%s\",\"source_revision\":\"%s\",\"source_download\":\"latest\"}";
        Path repository = sources.resolve("repo");
        Built tag = build(section.formatted(repository, "v1"));
        assertEquals("one\n", tag.file("file"));
        assertEquals(tag.origin(), build(section.formatted(repository, "main")).origin());
        String failure = build(section.formatted(repository, "v2")).failure();
        assertTrue(failure.startsWith("There is no revision 'v2' in " + repository), failure);
        archive("echo two > repo/file && " + commit);
        assertEquals(
                "two\n", build(section.formatted(repository, git(repository))).file("file"));
    }

    private static String git(Path repository) throws IOException {
        return Files.readString(repository.resolve(".git/refs/heads/main")).strip();
    }
}
