package io.pergola.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteLoaderTest {

    @TempDir
    private Path dir = Path.of("unset");

    private Path home = Path.of("unset");
    private Path current = Path.of("unset");
    private Path shipped = Path.of("unset");

    @BeforeEach
    void makeDirectories() throws IOException {
        home = Files.createDirectories(dir.resolve("home"));
        current = Files.createDirectories(dir.resolve("here"));
        shipped = Files.createDirectories(dir.resolve("dist"));
        write(shipped.resolve("config/pergola.yaml"), "build_threads: 3\n");
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Site load(Map<String, String> environment) {
        return SiteLoader.load(new Surroundings(environment, current, home, shipped));
    }

    private Site load() {
        return load(Map.of());
    }

    private List<Problem> problems() {
        return assertThrows(ConfigException.class, this::load).problems();
    }

    @Nested
    class Search {

        @Test
        void the_shipped_file_counts_where_there_is_no_other() {
            Site site = load();
            assertEquals(3, site.settings().buildThreads());
            assertEquals(home.resolve(".pergola/working_dir"), site.mainArea().workingDir());
        }

        @Test
        void the_current_directory_comes_before_the_home_directory() throws IOException {
            write(home.resolve(".pergola/pergola.yaml"), "build_threads: 5\n");
            assertEquals(5, load().settings().buildThreads());
            write(current.resolve("pavilion.yaml"), "build_threads: 6\n");
            assertEquals(6, load().settings().buildThreads());
            write(current.resolve("pergola.yaml"), "build_threads: 7\n");
            assertEquals(7, load().settings().buildThreads());
        }

        @Test
        void a_file_named_in_the_environment_comes_first_and_must_be_there() throws IOException {
            write(current.resolve("pergola.yaml"), "build_threads: 7\n");
            Path file = write(dir.resolve("own.yaml"), "build_threads: 8\n");
            assertEquals(
                    8,
                    load(Map.of("PAV_CONFIG_FILE", file.toString())).settings().buildThreads());
            var failure = assertThrows(
                    ConfigException.class,
                    () -> load(Map.of("PERGOLA_CONFIG_FILE", dir.resolve("none").toString())));
            assertTrue(failure.problems().getFirst().what().contains("there is no such file"));
        }
    }

    @Nested
    class Checks {

        @Test
        void all_problems_of_a_file_are_told_at_once() throws IOException {
            write(
                    current.resolve("pergola.yaml"),
                    "build_thread: 3\nmax_threads: many\nno_proxy: {a: b}\nproxies: [x]\n");
            assertEquals(
                    List.of(
                            "there is no key 'build_thread' here",
                            "max_threads: expected a whole number of at least 1, but this is 'many'",
                            "no_proxy: expected a list of texts, but this is a mapping",
                            "proxies: expected a mapping, but this is a list"),
                    problems().stream().map(Problem::what).toList());
            assertEquals(
                    "Did you mean 'build_threads'?",
                    problems().getFirst().help().orElseThrow());
        }

        @Test
        void an_odd_umask_and_log_level_are_refused() throws IOException {
            write(current.resolve("pergola.yaml"), "umask: 9\nlog_level: loud\n");
            assertEquals(2, problems().size());
        }

        @Test
        void variables_and_tilde_are_filled_in() throws IOException {
            write(current.resolve("pergola.yaml"), "working_dir: $AREA/${USER}/wd\nresult_log: ~/all.log\n");
            Site site = load(Map.of("AREA", "/scratch", "USER", "ann"));
            assertEquals(Path.of("/scratch/ann/wd"), site.settings().workingDir());
            assertEquals(home.resolve("all.log"), site.settings().resultLog().orElseThrow());
        }
    }

    @Nested
    class Directories {

        private List<String> labels(Site site) {
            return site.dirs().stream()
                    .map(each -> each.label() + ":" + each.area().label())
                    .toList();
        }

        @Test
        void the_shipped_one_alone_is_main() {
            assertEquals(List.of("main:main"), labels(load()));
        }

        @Test
        void areas_and_labels_go_together_one_to_one() throws IOException {
            write(dir.resolve("a/config.yaml"), "working_dir: wd\n");
            write(dir.resolve("b/config.yaml"), "label: beta\nworking_dir: wd\n");
            write(dir.resolve("c/config.yaml"), "label: gamma\n");
            write(current.resolve("pergola.yaml"), "config_dirs: [../a, ../b, ../c]\n");
            Site site = load();
            assertEquals(List.of("main:main", "beta:beta", "gamma:default", "shipped:default"), labels(site));
            assertEquals(dir.resolve("a/wd"), site.mainArea().workingDir());
            assertEquals(
                    site.settings().workingDir(),
                    site.area("default").orElseThrow().workingDir());
        }

        @Test
        void a_label_that_is_taken_is_replaced_with_a_warning() throws IOException {
            write(dir.resolve("a/config.yaml"), "label: same\nworking_dir: wd\n");
            write(dir.resolve("b/config.yaml"), "label: same\nworking_dir: wd\n");
            write(current.resolve("pergola.yaml"), "config_dirs: [../a, ../b]\n");
            Site site = load();
            assertEquals(List.of("same:same", "lbl1:lbl1", "main:main"), labels(site));
            assertTrue(site.warnings().getFirst().what().contains("label 'same', which is taken"));
        }

        @Test
        void the_users_own_comes_first() throws IOException {
            Files.createDirectories(home.resolve(".pavilion"));
            Files.createDirectories(dir.resolve("a"));
            write(current.resolve("pergola.yaml"), "user_config: true\nconfig_dirs: [../a]\n");
            assertEquals(List.of("user:main", "main:main", "shipped:main"), labels(load()));
        }

        @Test
        void missing_ones_and_python_plugins_are_warnings() throws IOException {
            write(dir.resolve("a/plugins/x/mine.yapsy-plugin"), "");
            write(dir.resolve("a/plugins/other.yapsy-plugin"), "");
            write(current.resolve("pergola.yaml"), "config_dirs: [../a, ../nowhere]\n");
            List<String> told = load().warnings().stream().map(Problem::what).toList();
            assertEquals(2, told.size());
            assertTrue(told.get(0).contains("nowhere' is left out: there is no such directory"));
            assertEquals(
                    "Python plugins cannot be used and are left out: mine, other",
                    told.get(1).replace("other, mine", "mine, other"));
        }
    }

    @Test
    void sources_and_collections_are_looked_for_in_all_directories() throws IOException {
        Files.createDirectories(dir.resolve("a"));
        write(dir.resolve("b/collections/nightly.txt"), "s.a\n");
        write(current.resolve("pergola.yaml"), "config_dirs: [../a, ../b]\n");
        Site site = load();
        assertEquals(
                dir.resolve("b/collections/nightly.txt"),
                site.collection("nightly").orElseThrow());
        assertTrue(site.collection("../nightly").isEmpty());
        assertEquals(Map.of("nightly.txt", dir.resolve("b/collections/nightly.txt")), site.collections());
        assertEquals(
                List.of(
                        dir.resolve("a/suites/x"),
                        dir.resolve("a/test_src"),
                        dir.resolve("b/test_src"),
                        shipped.resolve("config/test_src")),
                site.sourceDirs(dir.resolve("a/suites/x/suite.yaml")));
    }

    @Test
    void shipped_suites_are_hidden_by_those_of_other_directories() throws IOException {
        write(shipped.resolve("test-suites/demo/suite.yaml"), "t: {}\n");
        write(shipped.resolve("test-suites/hpc/suite.yaml"), "t: {}\n");
        write(dir.resolve("a/tests/demo.yaml"), "own: {summary: mine}\n_hidden: {}\n");
        write(current.resolve("pergola.yaml"), "config_dirs: [../a]\n");
        Library library = new Library(load(), SchedulerOptions.none());
        assertEquals(List.of("demo", "hpc"), List.copyOf(library.suites().keySet()));
        Suite demo = library.suite("demo");
        assertEquals(List.of("own", "_hidden"), List.copyOf(demo.tests().keySet()));
        assertEquals("mine", demo.tests().firstEntry().getValue().summary().orElseThrow());
        assertTrue(demo.tests().lastEntry().getValue().hidden());
        assertEquals("main", library.suite("hpc").dir().area().label());
        assertThrows(ConfigException.class, () -> library.suite("../a/tests/demo"));
    }

    @Nested
    class SystemVariables {

        @Test
        void are_commands_with_a_limit() throws IOException {
            write(current.resolve("pergola.yaml"), """
                    system_variables:
                      rack: {command: 'cat /etc/rack', deferred: true, timeout: 3}
                      site: {command: 'echo here'}
                    """);
            Site site = load();
            assertEquals(
                    List.of(
                            new SiteVariable("rack", "cat /etc/rack", true, Duration.ofSeconds(3)),
                            new SiteVariable("site", "echo here", false, Duration.ofSeconds(10))),
                    List.copyOf(site.settings().systemVariables().values()));
            Site.Shown shown = site.shown().stream()
                    .filter(each -> each.key().name().equals("system_variables"))
                    .findFirst()
                    .orElseThrow();
            assertEquals("site: {command: echo here}", shown.values().getLast());
        }

        @Test
        void cannot_have_the_name_of_one_that_is_built_in() throws IOException {
            write(current.resolve("pergola.yaml"), "system_variables: {nodes: {command: 'echo 1'}}\n");
            Problem problem = problems().getFirst();
            assertTrue(problem.what().startsWith("system_variables.nodes: Pergola has"), problem.what());
            assertEquals(1, problem.place().orElseThrow().line());
        }

        @Test
        void must_have_a_command_and_no_other_keys() throws IOException {
            write(current.resolve("pergola.yaml"), "system_variables: {a: {deferred: true}}\n");
            assertTrue(problems().getFirst().what().contains("there is no command"));
            write(current.resolve("pergola.yaml"), "system_variables: {a: {comand: 'true'}}\n");
            assertTrue(problems().getFirst().what().contains("comand"), () -> problems()
                    .toString());
        }
    }
}
