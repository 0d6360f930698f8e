package io.pergola.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.PluginException;
import io.pergola.model.Problem;
import io.pergola.model.SchedulerException;
import io.pergola.plugin.TestJar.ProviderText;
import io.pergola.spi.JobInfo;
import io.pergola.spi.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PluginCatalogTest extends CatalogFixture {

    @Nested
    class ASoundJar {

        @Test
        void isListedWithWhatItOffers() {
            Path jar = TestJar.sound("alpha")
                    .manifest("Plugin-Provider", "The site")
                    .manifest("Plugin-Description", "Runs things")
                    .write(strong().resolve("a.jar"));
            assertEquals(
                    List.of(new PluginReport(
                            jar,
                            "alpha",
                            "1.2",
                            "The site",
                            "Runs things",
                            List.of("alpha"),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            false,
                            List.of())),
                    catalog().plugins());
        }

        @Test
        void givesItsSchedulerTheSameOneEachTime() {
            TestJar.sound("alpha").write(strong().resolve("a.jar"));
            PluginCatalog catalog = catalog();
            Scheduler scheduler = catalog.scheduler("alpha", context());
            assertSame(scheduler, catalog.scheduler("alpha", context()));
            assertEquals("1.2", loaded(catalog, "alpha").version());
        }

        @Test
        void isCalledWithItsOwnClassLoaderAsTheThreadsOwn() {
            TestJar.sound("alpha").write(strong().resolve("a.jar"));
            String loader =
                    catalog().scheduler("alpha", context()).available().reason().orElseThrow();
            assertTrue(loader.startsWith("io.pergola.plugin.PluginHost"), loader);
        }

        @Test
        void namesItselfWhenItsSchedulerBreaksTheContract() {
            Path jar = TestJar.sound("alpha").write(strong().resolve("a.jar"));
            Scheduler scheduler = catalog().scheduler("alpha", context());
            SchedulerException failure = assertThrows(
                    SchedulerException.class, () -> scheduler.jobStatus(List.of(new JobInfo(Map.of("id", "7")))));
            assertEquals(
                    "The scheduler alpha of the plugin alpha 1.2 (" + jar
                            + ") is broken: jobStatus() said nothing of job 7",
                    message(failure));
        }

        @Test
        void mayHaveAnyFileNameAndBeALink() throws IOException {
            Path jar =
                    TestJar.sound("alpha").write(home.resolve("kept elsewhere").resolve("a.jar"));
            Files.createDirectories(strong());
            Files.createSymbolicLink(strong().resolve("a b#c%20?.jar"), jar);
            assertEquals(Set.of("alpha"), catalog().schedulers().keySet());
        }

        @Test
        void mayOfferSeveralSchedulers() {
            TestJar.sound("alpha")
                    .source("site.alpha.Second", """
                            package site.alpha;
                            public class Second extends Provider {
                                @Override public io.pergola.spi.SchedulerInfo info() {
                                    return new io.pergola.spi.SchedulerInfo("second", "Another.", java.util.List.of());
                                }
                            }
                            """)
                    .index("site.alpha.Provider", "site.alpha.Second # the second")
                    .write(strong().resolve("a.jar"));
            assertEquals(Set.of("alpha", "second"), catalog().schedulers().keySet());
        }

        @Test
        void hasItsPluginClassStarted() {
            TestJar.with("alpha", new ProviderText("alpha").info("""
                            return new io.pergola.spi.SchedulerInfo("alpha", Main.state, java.util.List.of());"""))
                    .manifest("Plugin-Class", "site.alpha.Main")
                    .source("site.alpha.Main", """
                            package site.alpha;
                            public class Main extends org.pf4j.Plugin {
                                static String state = "new";
                                @Override public void start() { state = "started"; }
                            }
                            """)
                    .write(strong().resolve("a.jar"));
            assertEquals("started", loaded(catalog(), "alpha").info().description());
        }
    }

    @Nested
    class ClassLoading {

        @Test
        void prefersTheJarsOwnCopyOfALibrary() {
            TestJar.with("alpha", new ProviderText("alpha").info("""
                            return new io.pergola.spi.SchedulerInfo(
                                "alpha", io.pergola.json.Json.MINE, java.util.List.of());"""))
                    .source("io.pergola.json.Json", """
                            package io.pergola.json;
                            public class Json { public static final String MINE = "m".concat("ine"); }
                            """)
                    .write(strong().resolve("a.jar"));
            assertEquals("mine", loaded(catalog(), "alpha").info().description());
        }

        @Test
        void keepsTheJarsResourcesApart() {
            TestJar.with("alpha", new ProviderText("alpha").info("""
                            boolean own = Provider.class.getClassLoader().getResource("own.txt") != null;
                            boolean foreign = Provider.class.getClassLoader().getResource(
                                "io/pergola/json/Json.class") != null;
                            return new io.pergola.spi.SchedulerInfo("alpha", own + " " + foreign, java.util.List.of());"""))
                    .text("own.txt", "")
                    .write(strong().resolve("a.jar"));
            assertEquals("true false", loaded(catalog(), "alpha").info().description());
        }
    }

    @Nested
    class Directories {

        @Test
        void thatDoNotExistHoldNothing() {
            PluginCatalog catalog = catalog();
            assertEquals(List.of(), catalog.plugins());
            assertEquals(List.of(), catalog.problems());
        }

        @Test
        void thatAreFilesAreAProblem() throws IOException {
            Files.writeString(strong(), "x");
            PluginCatalog catalog = catalog();
            assertEquals(List.of(), catalog.problems());
            assertEquals(List.of(), catalog.plugins());
            assertTrue(catalog.problems().getFirst().what().startsWith("The plugin directory " + strong()));
        }

        @Test
        void areReadOnlyOnceThoughNamedTwice() {
            TestJar.sound("alpha").write(strong().resolve("a.jar"));
            PluginCatalog catalog = PluginCatalog.load(List.of(strong(), strong().resolve("../strong")), Set.of());
            assertEquals(1, catalog.plugins().size());
            assertEquals(List.of(), catalog.problems());
        }

        @Test
        void withPavilionsPluginsGetOneWarning() throws IOException {
            Files.createDirectories(strong());
            Files.writeString(strong().resolve("b.yapsy-plugin"), "");
            Files.writeString(strong().resolve("a.yapsy-plugin"), "");
            PluginCatalog catalog = catalog();
            assertEquals(List.of(), catalog.plugins());
            assertEquals(
                    List.of("Plugins in Python cannot be used: a.yapsy-plugin, b.yapsy-plugin in " + strong()),
                    catalog.problems().stream().map(Problem::what).toList());
        }

        @Test
        void areNotOpenedOnceTheSchedulerIsFound() throws IOException {
            TestJar.sound("alpha").write(strong().resolve("a.jar"));
            Files.createDirectories(weak());
            Files.writeString(weak().resolve("broken.jar"), "no jar");
            PluginCatalog catalog = catalog();
            catalog.scheduler("alpha", context());
            assertEquals(List.of(), catalog.problems());
            catalog.schedulers();
            assertEquals(1, catalog.problems().size());
        }
    }

    @Nested
    class TwoWithOneName {

        private void named(String id, Path jar) {
            TestJar.with(id, new ProviderText("shared")).write(jar);
        }

        @Test
        void theStrongerDirectoryWinsAndAWarningNamesBoth() {
            named("one", strong().resolve("one.jar"));
            named("two", weak().resolve("two.jar"));
            PluginCatalog catalog = catalog();
            assertEquals(strong().resolve("one.jar"), loaded(catalog, "shared").jar());
            Problem warning = catalog.problems().getFirst();
            assertFalse(warning.isError());
            assertEquals(
                    "Of the plugin " + weak().resolve("two.jar") + " the scheduler shared is not used: "
                            + strong().resolve("one.jar") + " has the same and stands before it",
                    warning.what());
            assertInGuide("has the same and stands before it");
        }

        @Test
        void inOneDirectoryNeitherIsUsedNorIsAWeakerOne() {
            named("one", strong().resolve("one.jar"));
            named("two", strong().resolve("two.jar"));
            named("three", strong().resolve("three.jar"));
            named("four", weak().resolve("four.jar"));
            PluginCatalog catalog = catalog();
            assertEquals(Map.of(), catalog.schedulers());
            assertEquals(
                    4,
                    catalog.plugins().stream()
                            .filter(p -> !p.problems().isEmpty())
                            .count());
            PluginException failure = assertThrows(PluginException.class, () -> catalog.scheduler("shared", context()));
            assertTrue(message(failure).contains("one.jar beside it has the scheduler shared too"), message(failure));
            assertInGuide("beside it has");
        }

        @Test
        void ofOneIdTheWeakerIsNotEvenStarted() {
            TestJar.sound("same").write(strong().resolve("one.jar"));
            TestJar.with("same", new ProviderText("other").constructor("throw new IllegalStateException();"))
                    .write(weak().resolve("two.jar"));
            PluginCatalog catalog = catalog();
            assertEquals(Set.of("same"), catalog.schedulers().keySet());
            assertEquals(
                    List.of("Of the plugin " + weak().resolve("two.jar") + " the plugin id same is not used: "
                            + strong().resolve("one.jar") + " has the same and stands before it"),
                    catalog.problems().stream().map(Problem::what).toList());
        }

        @Test
        void ofOneIdInOneDirectoryAreBothRefused() {
            TestJar.sound("same").write(strong().resolve("same-1.0.jar"));
            TestJar.sound("same").write(strong().resolve("same-1.1.jar"));
            PluginCatalog catalog = catalog();
            assertEquals(Map.of(), catalog.schedulers());
            assertEquals(2, catalog.problems().size());
            assertTrue(
                    catalog.problems().getFirst().what().contains("same-1.1.jar beside it has the plugin id same too"));
        }

        @Test
        void inOneJarIsAFault() {
            TestJar.with("one", new ProviderText("shared"))
                    .source("site.one.Second", "package site.one; public class Second extends Provider { }")
                    .index("site.one.Provider", "site.one.Second")
                    .write(strong().resolve("one.jar"));
            PluginCatalog catalog = catalog();
            assertEquals(Map.of(), catalog.schedulers());
            assertTrue(catalog.problems().getFirst().what().endsWith("it offers the scheduler shared twice"));
        }
    }

    @Nested
    class WhatIsDisabled {

        @Test
        void runsNoCode() {
            TestJar.with("alpha", new ProviderText("alpha").constructor("throw new IllegalStateException();"))
                    .write(strong().resolve("a.jar"));
            PluginCatalog catalog = PluginCatalog.load(List.of(strong()), Set.of("alpha"));
            assertTrue(catalog.plugins().getFirst().disabled());
            assertEquals(List.of(), catalog.problems());
        }

        @Test
        void mayBeASingleSchedulerAndLetsAWeakerOneThrough() {
            TestJar.with("one", new ProviderText("shared")).write(strong().resolve("one.jar"));
            PluginCatalog catalog = PluginCatalog.load(List.of(strong()), Set.of("sched.shared"));
            PluginException failure = assertThrows(PluginException.class, () -> catalog.scheduler("shared", context()));
            assertEquals("The scheduler shared is disabled by the configuration; there are: none", message(failure));
        }
    }

    @Test
    void anUnknownSchedulerIsToldWithThoseThereAreAndTheBrokenJars() throws IOException {
        TestJar.sound("alpha").write(strong().resolve("a.jar"));
        TestJar.sound("beta").write(weak().resolve("b.jar"));
        Files.writeString(weak().resolve("c.jar"), "no jar");
        PluginException failure =
                assertThrows(PluginException.class, () -> catalog().scheduler("gamma", context()));
        List<String> lines = message(failure).lines().toList();
        assertEquals("The scheduler gamma is offered by no plugin; there are: alpha, beta", lines.getFirst());
        assertTrue(lines.get(1).startsWith("The plugin " + weak().resolve("c.jar") + " cannot be used"), lines.get(1));
    }
}
