package io.pergola.resolve;

import io.pergola.expr.Item;
import io.pergola.expr.Variable;
import io.pergola.model.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/** The variables of the machine that this process runs on, and of the person who runs it. */
public final class MachineVariables implements SystemVariables {

    /** The version of Pavilion whose language this is: what {@code compatible_pav_versions} is held against. */
    public static final String LANGUAGE_VERSION = "2.4";

    private final Path root;
    private final Map<String, String> environment;
    private final InstantSource clock;
    private final SiteVariables site;

    /** For this machine, at a site that adds nothing. */
    public MachineVariables(Path root, Map<String, String> environment, InstantSource clock) {
        this(root, environment, clock, SiteVariables.NONE);
    }

    /**
     * For this machine.
     *
     * @param root the root of the file system, under which {@code etc/os-release} and {@code proc} are looked up
     * @param environment the environment variables
     * @param site what the site adds
     */
    public MachineVariables(Path root, Map<String, String> environment, InstantSource clock, SiteVariables site) {
        this.root = root;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.site = site;
    }

    @Override
    public SiteVariables site() {
        return site;
    }

    @Override
    public SequencedMap<String, Variable> sys() {
        var sys = new LinkedHashMap<String, Variable>();
        String host = hostName();
        sys.put("sys_name", text(systemName(host)));
        sys.put("sys_host", text(host));
        sys.put("sys_arch", text(architecture()));
        sys.put("sys_os", system());
        sys.put("host_cpus", text(String.valueOf(Runtime.getRuntime().availableProcessors())));
        sys.put("programs", text(Programs.in(environment.getOrDefault("PATH", ""))));
        onNode().keySet().forEach(name -> sys.put(name, new Variable.Deferred()));
        return sys;
    }

    /** The name of the system that a host belongs to: without domain and without the digits at its end. */
    public static String systemName(String host) {
        String name = host.replaceFirst("\\..*", "");
        String bare = name.replaceFirst("[0-9]+$", "");
        return bare.isEmpty() ? name : bare;
    }

    /** The variables of {@code sys} that wait for the job, with the values they have on this machine. */
    public SequencedMap<String, Variable> onNode() {
        var node = new LinkedHashMap<String, Variable>();
        node.put("host_name", text(hostName()));
        node.put("host_arch", text(architecture()));
        node.put("host_os", system());
        return node;
    }

    @Override
    public SequencedMap<String, Variable> pav() {
        Instant now = clock.instant();
        ZonedDateTime local = now.atZone(ZoneId.systemDefault());
        var pav = new LinkedHashMap<String, Variable>();
        pav.put(
                "timestamp",
                text(now.getEpochSecond() + "." + String.format(Locale.ROOT, "%06d", now.getNano() / 1000)));
        pav.put("year", text(String.valueOf(local.getYear())));
        pav.put("month", text(String.valueOf(local.getMonthValue())));
        pav.put("day", text(String.valueOf(local.getDayOfMonth())));
        pav.put("weekday", text(local.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)));
        pav.put(
                "time",
                text(DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT).format(local)));
        pav.put("user", text(user()));
        pav.put("user_id", text(userId()));
        pav.put("version", text(LANGUAGE_VERSION));
        pav.put("errors", new Variable.Known(List.of()));
        return pav;
    }

    private static Variable text(String text) {
        return new Variable.Known(List.of(Item.of(text)));
    }

    private String user() {
        String name = environment.getOrDefault("USER", environment.getOrDefault("LOGNAME", ""));
        return name.isEmpty() ? System.getProperty("user.name", "unknown") : name;
    }

    /** Whoever owns this process. */
    private String userId() {
        return lines("proc/self/status").stream()
                .filter(line -> line.startsWith("Uid:"))
                .map(line -> line.split("\\s+")[1])
                .findFirst()
                .orElse("");
    }

    private String hostName() {
        String full = lines("proc/sys/kernel/hostname").stream()
                .findFirst()
                .orElse(environment.getOrDefault("HOSTNAME", "localhost"))
                .strip();
        String name = full.replaceFirst("\\..*", "");
        return name.isEmpty() ? "localhost" : name;
    }

    /** As {@code uname -m} says it. */
    private static String architecture() {
        String arch = System.getProperty("os.arch", "unknown");
        return arch.equals("amd64") ? "x86_64" : arch;
    }

    private Variable system() {
        var parts = new LinkedHashMap<String, Value>();
        parts.put("name", Value.of("unknown"));
        parts.put("version", Value.of("unknown"));
        for (String line : lines("etc/os-release")) {
            String value = line.substring(line.indexOf('=') + 1).replaceAll("^[\"']|[\"']$", "");
            if (line.startsWith("ID=")) {
                parts.put("name", Value.of(value));
            } else if (line.startsWith("VERSION_ID=")) {
                parts.put("version", Value.of(value));
            }
        }
        return new Variable.Known(List.of(new Item.Parts(parts)));
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(root.resolve(file));
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
