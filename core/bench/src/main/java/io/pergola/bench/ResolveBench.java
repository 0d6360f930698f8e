package io.pergola.bench;

import com.sun.management.OperatingSystemMXBean;
import io.pergola.config.Site;
import io.pergola.config.SiteLoader;
import io.pergola.config.Surroundings;
import io.pergola.expr.Functions;
import io.pergola.resolve.MachineVariables;
import io.pergola.resolve.Outcome;
import io.pergola.resolve.Resolver;
import io.pergola.resolve.RunRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Resolves a suite that permutes to 10 to the power of so many tests as it is told, each with 20 commands of 3 expressions, and prints a line: tests, seconds
 * of processor time, megabytes of heap at most. Use a process for each measurement: start-up and the warming of the code count.
 */
public final class ResolveBench {

    private ResolveBench() {}

    /** The powers of ten. */
    public static void main(String[] args) throws IOException {
        for (String power : args) {
            measure(Integer.parseInt(power));
        }
    }

    private static void measure(int power) throws IOException {
        Path dir = Files.createTempDirectory("pergola-bench");
        Files.createDirectories(dir.resolve("tests"));
        Files.writeString(dir.resolve("tests/many.yaml"), suite(power));
        Site site = SiteLoader.load(new Surroundings(Map.of("PAV_CONFIG_DIR", dir.toString()), dir, dir, null));
        var system = new MachineVariables(Path.of("/"), System.getenv(), InstantSource.system());
        var resolver = new Resolver(site, system, new NoScheduler(), Functions.builtIn());
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = machine.getProcessCpuTime();
        var lines = new AtomicLong();
        Outcome outcome = resolver.resolve(
                RunRequest.of("many"), test -> lines.addAndGet(test.run().cmds().size()));
        long spent = machine.getProcessCpuTime() - before;
        if (outcome.failed() > 0 || lines.get() != 20 * outcome.tests()) {
            throw new IllegalStateException(outcome.toString());
        }
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.out.printf(Locale.ROOT, "%d %.3f %d%n", outcome.tests(), spent / 1e9, heap >> 20);
    }

    static String suite(int axes) {
        var text = new StringBuilder("many:\n  variables:\n    tasks: '{{v0 * 2}}'\n");
        String items = IntStream.range(0, 10).mapToObj(i -> "'" + i + "'").collect(Collectors.joining(", ", "[", "]"));
        for (int axis = 0; axis < axes; axis++) {
            text.append("    v").append(axis).append(": ").append(items).append('\n');
        }
        text.append("  permute_on: [")
                .append(IntStream.range(0, axes).mapToObj(i -> "v" + i).collect(Collectors.joining(", ")))
                .append("]\n  run:\n    cmds:\n");
        for (int i = 0; i < 20; i++) {
            text.append("      - './app --step ")
                    .append(i)
                    .append(" --size {{v0 * 1024 + ")
                    .append(i)
                    .append("}} --tasks {{tasks}} --out {{\"out.\" .. v")
                    .append(i % axes)
                    .append("}}'\n");
        }
        return text.toString();
    }
}
