package io.pergola.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script is run by the real bash, confined by the real taskset. */
class PlaceScriptTest {

    private static final String CPUS = "while read -r name list; do [ $name != Cpus_allowed_list: ] || echo $list; done"
            + " </proc/self/status; echo gpus=$CUDA_VISIBLE_DEVICES";

    private final Path directory;
    private List<Integer> own = List.of();

    PlaceScriptTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void lookAround() throws Exception {
        var cpus = new ArrayList<Integer>();
        for (String range : run(Map.of(), "bash", "-c", CPUS).getFirst().split(",")) {
            String[] ends = range.split("-");
            for (int cpu = Integer.parseInt(ends[0]); cpu <= Integer.parseInt(ends[ends.length - 1]); cpu++) {
                cpus.add(cpu);
            }
        }
        own = cpus;
    }

    private static List<String> run(Map<String, String> environment, String... command) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(OMPI|PMI|PMIX|SLURM|CUDA).*"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text.lines().toList();
    }

    private Path script(PlaceScript.Rank... ranks) throws IOException {
        return Files.writeString(directory.resolve("place"), new PlaceScript(List.of(ranks)).text());
    }

    private PlaceScript.Rank rank(String node, String cores, String gpus) {
        return new PlaceScript.Rank(node, cores, own.size(), gpus);
    }

    private List<String> asRank(String variable, int rank) throws Exception {
        return run(
                Map.of(variable, Integer.toString(rank)),
                "bash",
                directory.resolve("place").toString(),
                "bash",
                "-c",
                CPUS);
    }

    @Test
    void aRankIsBoundToItsCoresAndSeesItsGpus() throws Exception {
        int last = own.size() - 1;
        script(rank("n1", "0", "0"), rank("n1", Integer.toString(last), "1"), rank("n2", "0", ""));
        assertEquals(List.of(own.getFirst().toString(), "gpus=0"), asRank("OMPI_COMM_WORLD_RANK", 0));
        assertEquals(List.of(own.get(last).toString(), "gpus=1"), asRank("PMIX_RANK", 1));
        assertEquals(List.of(own.getFirst().toString(), "gpus="), asRank("SLURM_PROCID", 2));
    }

    @Test
    void whatStartsThemHasAllThatTheRunHasOnItsFirstNode() throws Exception {
        script(rank("n1", "0", ""), rank("n2", Integer.toString(own.size() - 1), ""));
        List<String> seen = run(
                Map.of("SLURM_PROCID", "1"), "bash", directory.resolve("place").toString(), "-a", "bash", "-c", CPUS);
        assertEquals(own.getFirst().toString(), seen.getFirst());
    }

    @Test
    void oneThatIsConfinedToTheRunsCoresAlreadyFindsItsOwnAmongThem() throws Exception {
        int last = own.size() - 1;
        script(new PlaceScript.Rank("n1", "7", 64, ""));
        List<String> seen = run(
                Map.of(),
                "taskset",
                "-c",
                own.get(last).toString(),
                "bash",
                directory.resolve("place").toString(),
                "bash",
                "-c",
                CPUS);
        assertEquals(own.get(last).toString(), seen.getFirst());
    }

    @Test
    void whereTheNumbersDoNotAgreeNothingIsBound() throws Exception {
        String all = run(Map.of(), "bash", "-c", CPUS).getFirst();
        String several = "0,1,2,3,4,5,6,7,8,9,10,11".substring(0, own.size() > 2 ? 3 : 23);
        script(new PlaceScript.Rank("n1", several, 640, ""));
        assertEquals(all, asRank("PMI_RANK", 0).getFirst());
    }

    @Test
    void wordsReachTheProgramAsTheyAre() throws Exception {
        script(rank("n1", "0", ""));
        assertEquals(
                List.of("a b|*|$x"),
                run(
                        Map.of(),
                        "bash",
                        directory.resolve("place").toString(),
                        "bash",
                        "-c",
                        "IFS='|'; echo \"$*\"",
                        "sh",
                        "a b",
                        "*",
                        "$x"));
    }
}
