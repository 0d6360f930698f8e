package io.pergola.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.PluginException;
import io.pergola.model.Problem;
import io.pergola.plugin.TestJar.ProviderText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Everything that can be wrong with a jar. */
class BrokenJarTest extends CatalogFixture {

    /** Expects one broken jar whose problem has these words, beside a sound one that works. */
    private void assertBroken(String what, String help) {
        TestJar.sound("sound").write(strong().resolve("zz-sound.jar"));
        PluginCatalog catalog = PluginCatalog.load(List.of(strong(), weak()), Set.of(), SHORT, BuiltInNames.NONE);
        List<PluginReport> broken = catalog.plugins().stream()
                .filter(report -> !report.problems().isEmpty())
                .toList();
        assertEquals(1, broken.size(), broken.toString());
        assertEquals(List.of(), broken.getFirst().schedulers());
        Problem problem = broken.getFirst().problems().getFirst();
        String start = "The plugin " + broken.getFirst().jar() + " cannot be used: ";
        assertTrue(problem.isError() && problem.what().startsWith(start), problem.toString());
        assertTrue(problem.what().contains(what), problem.what());
        assertTrue(problem.help().orElse("").contains(help), problem.help().toString());
        assertEquals(Set.of("sound"), catalog.schedulers().keySet());
        catalog.scheduler("sound", context());
    }

    private Path jar() {
        return strong().resolve("broken.jar");
    }

    private void write(ProviderText text) {
        TestJar.with("broken", text).write(jar());
    }

    @Test
    void isNoJar() throws IOException {
        Files.createDirectories(strong());
        Files.writeString(jar(), "this is text");
        assertBroken("it is not a readable jar: ", "Copy or build it again");
        assertInGuide("it is not a readable jar");
    }

    @Test
    void isEmpty() throws IOException {
        Files.createDirectories(strong());
        Files.createFile(jar());
        assertBroken("it is not a readable jar: ", "Copy or build it again");
    }

    @Test
    void isALinkToNothing() throws IOException {
        Files.createDirectories(strong());
        Files.createSymbolicLink(jar(), strong().resolve("gone"));
        assertBroken("it is not a readable jar: java.nio.file.NoSuchFileException", "Copy or build it again");
    }

    @Test
    void isADirectory() throws IOException {
        Files.createDirectories(jar());
        assertBroken("it is not a readable jar: ", "Copy or build it again");
    }

    @Test
    void hasNoManifest() {
        TestJar.empty().text("x", "y").write(jar());
        assertBroken("its manifest has no Plugin-Id", "a library that is no plugin does not belong here");
        assertInGuide("its manifest has no Plugin-Id");
    }

    @Test
    void hasNoVersion() {
        TestJar.sound("broken").without("Plugin-Version").write(jar());
        assertBroken("its manifest has no Plugin-Version", "maven-jar-plugin");
    }

    @Test
    void doesNotSayForWhichApiItIs() {
        TestJar.sound("broken").without("Plugin-Requires").write(jar());
        assertBroken("its manifest has no Plugin-Requires", "Set Plugin-Requires");
    }

    @Test
    void isForAnotherApi() {
        TestJar.sound("broken").manifest("Plugin-Requires", "7.0.0").write(jar());
        assertBroken("it is made for version 7.0.0 of the API, and this Pergola has 0.1.0", "for API 0.1.0");
        assertInGuide("it is made for version");
    }

    @Test
    void isForNoApiAnybodyKnows() {
        TestJar.sound("broken").manifest("Plugin-Requires", "latest").write(jar());
        assertBroken("its Plugin-Requires 'latest' is not a version", "such as 0.1.0");
        assertInGuide("is not a version");
    }

    @Test
    void hasNoIndex() {
        TestJar.plugin("broken").text("x", "y").write(jar());
        assertBroken("its list of extensions META-INF/extensions.idx is missing", "annotationProcessorPaths");
        assertInGuide("its list of extensions META-INF/extensions.idx is missing");
    }

    @Test
    void hasAnEmptyIndex() {
        TestJar.sound("broken").index().write(jar());
        assertBroken("its list of extensions META-INF/extensions.idx is empty", "annotationProcessorPaths");
    }

    @Test
    void bringsOurApi() {
        TestJar.sound("broken").text("io/pergola/spi/Scheduler.class", "").write(jar());
        assertBroken("it brings its own copy of Pergola's API (io/pergola/spi/Scheduler.class)", "scope provided");
        assertInGuide("it brings its own copy of Pergola's API");
    }

    @Test
    void bringsOurApiForOneJavaOnly() {
        TestJar.sound("broken")
                .text("META-INF/versions/25/io/pergola/model/Value.class", "")
                .write(jar());
        assertBroken("it brings its own copy of Pergola's API", "scope provided");
    }

    @Test
    void dependsOnAnotherPlugin() {
        TestJar.sound("broken").manifest("Plugin-Dependencies", "other@1.0").write(jar());
        assertBroken("its Plugin-Dependencies asks for other plugins (other@1.0)", "into the jar itself");
        assertInGuide("its Plugin-Dependencies asks for other plugins");
    }

    @Test
    void namesAClassThatItDoesNotHave() {
        TestJar.sound("broken").index("site.broken.Gone").write(jar());
        assertBroken("it needs the class site.broken.Gone, which is neither", "maven-shade-plugin");
    }

    @Test
    void needsALibraryThatItDoesNotHave() {
        TestJar.with("broken", new ProviderText("broken").constructor("lib.Library.use();"))
                .source("lib.Library", "package lib; public class Library { public static void use() { } }")
                .leaveOut("lib.Library")
                .write(jar());
        assertBroken("it needs the class lib.Library, which is neither in the jar nor part of the API", "jar");
        assertInGuide("which is neither in the jar nor part of the API");
    }

    @Test
    void doesNotFitAClass() {
        write(new ProviderText("broken").constructor("throw new NoSuchMethodError(\"gone()\");"));
        assertBroken("does not fit the classes that are there: java.lang.NoSuchMethodError: gone()", "Compile");
        assertInGuide("does not fit the classes that are there");
    }

    @Test
    void usesWhatIsNotPartOfTheApi() {
        TestJar.with("alpha", new ProviderText("alpha").constructor("io.pergola.json.Json.class.getName();"))
                .write(jar());
        assertBroken(
                "it needs the class io.pergola.json.Json, which is neither in the jar nor part of the API",
                "maven-shade-plugin");
    }

    @Test
    void offersSomethingElse() {
        TestJar.sound("broken").index("site.broken.Backend").write(jar());
        assertBroken("site.broken.Backend offers nothing that Pergola knows", "io.pergola.spi.SchedulerProvider");
        assertInGuide("offers nothing that Pergola knows");
    }

    @Test
    void throwsInItsConstructor() {
        write(new ProviderText("broken").constructor("if (true) throw new IllegalStateException(\"boom\");"));
        assertBroken(
                "the constructor of site.broken.Provider failed: java.lang.IllegalStateException: boom ("
                        + "site.broken.Provider.<init>(Provider.java:4))",
                "tell its maker");
        assertInGuide("failed:");
    }

    @Test
    void throwsAnErrorInItsConstructor() {
        write(new ProviderText("broken").constructor("if (true) throw new AssertionError(\"boom\");"));
        assertBroken("failed: java.lang.AssertionError: boom", "tell its maker");
    }

    @Test
    void recursesWithoutEnd() {
        write(new ProviderText("broken").info("return info();"));
        assertBroken("failed: java.lang.StackOverflowError", "tell its maker");
    }

    @Test
    void throwsWhileItsClassIsMade() {
        write(new ProviderText("broken").members("static int x = Integer.parseInt(\"boom\");"));
        assertBroken("failed: java.lang.NumberFormatException: For input string: \"boom\"", "tell its maker");
    }

    @Test
    void throwsInItsPluginClass() {
        TestJar.sound("broken")
                .manifest("Plugin-Class", "site.broken.Main")
                .source("site.broken.Main", """
                        package site.broken;
                        public class Main extends org.pf4j.Plugin {
                            @Override public void start() { throw new IllegalStateException("boom"); }
                        }
                        """)
                .write(jar());
        assertBroken("its Plugin-Class failed: java.lang.IllegalStateException: boom", "tell its maker");
    }

    @Test
    void hasAPluginClassThatIsNone() {
        TestJar.sound("broken").manifest("Plugin-Class", "site.broken.Backend").write(jar());
        assertBroken("its Plugin-Class failed: java.lang.ClassCastException", "tell its maker");
    }

    @Test
    void throwsInInfo() {
        write(new ProviderText("broken").info("throw new IllegalStateException(\"boom\");"));
        assertBroken("site.broken.Provider.info() failed: java.lang.IllegalStateException: boom", "tell its maker");
    }

    @Test
    void answersNull() {
        write(new ProviderText("broken").info("return null;"));
        assertBroken("site.broken.Provider.info() returned null", "tell its maker");
        assertInGuide("returned null");
    }

    @Test
    void hangsInItsConstructor() {
        write(new ProviderText("broken").constructor(HANG));
        assertBroken("the constructor of site.broken.Provider did not come back within 300 ms", "leave waiting");
        assertInGuide("did not come back within");
    }

    @Test
    void hangsInInfo() {
        write(new ProviderText("broken").info("while (true) { }"));
        assertBroken("site.broken.Provider.info() did not come back within 300 ms", "leave waiting");
    }

    @Test
    void hangsInItsPluginClass() {
        TestJar.sound("broken")
                .manifest("Plugin-Class", "site.broken.Main")
                .source(
                        "site.broken.Main",
                        "package site.broken; public class Main extends org.pf4j.Plugin {"
                                + "@Override public void start() { " + HANG + " } }")
                .write(jar());
        assertBroken("its Plugin-Class did not come back within 300 ms", "leave waiting");
    }

    @Nested
    class Create {

        private PluginException failure(String body) {
            TestJar.with("alpha", new ProviderText("alpha").create(body)).write(strong().resolve("a.jar"));
            PluginCatalog catalog = PluginCatalog.load(List.of(strong()), Set.of(), SHORT, BuiltInNames.NONE);
            assertThrows(PluginException.class, () -> catalog.scheduler("alpha", context()));
            return assertThrows(PluginException.class, () -> catalog.scheduler("alpha", context()));
        }

        @Test
        void mayThrow() {
            String message = message(failure("throw new IllegalStateException(\"boom\");"));
            assertTrue(
                    message.startsWith(
                            "The scheduler alpha of the plugin " + strong().resolve("a.jar")
                                    + " cannot be used: site.alpha.Provider.create() failed: java.lang.IllegalStateException: boom"),
                    message);
        }

        @Test
        void mayAnswerNull() {
            assertTrue(message(failure("return null;")).contains("create() returned null"));
        }

        @Test
        void mayHang() {
            assertTrue(message(failure(HANG + " return null;")).contains("create() did not come back within 300 ms"));
        }
    }
}
