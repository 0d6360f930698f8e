package io.pergola.app;

import io.pergola.build.BuildCache;
import io.pergola.build.BuildSettings;
import io.pergola.build.Builder;
import io.pergola.config.Area;
import io.pergola.config.BuiltInVariables;
import io.pergola.config.ConfigDir;
import io.pergola.config.Library;
import io.pergola.config.Site;
import io.pergola.config.SiteLoader;
import io.pergola.config.Surroundings;
import io.pergola.exec.HostCores;
import io.pergola.exec.HostFacts;
import io.pergola.exec.Spawner;
import io.pergola.exec.SystemCommands;
import io.pergola.exec.SystemProcesses;
import io.pergola.expr.Functions;
import io.pergola.model.ConfigException;
import io.pergola.model.Problem;
import io.pergola.plugin.BuiltInNames;
import io.pergola.plugin.LoadedPolicy;
import io.pergola.plugin.PluginCatalog;
import io.pergola.plugin.PluginLimits;
import io.pergola.policy.Policies;
import io.pergola.resolve.MachineVariables;
import io.pergola.resolve.ResolvedTest;
import io.pergola.resolve.Resolver;
import io.pergola.resolve.SiteParserKeys;
import io.pergola.resolve.SiteVariables;
import io.pergola.results.ResultPlan;
import io.pergola.results.SiteParsers;
import io.pergola.run.AllocationTurn;
import io.pergola.run.PilotRules;
import io.pergola.run.PilotSetup;
import io.pergola.run.Presence;
import io.pergola.schedule.Machines;
import io.pergola.schedule.NodeCache;
import io.pergola.schedule.NodePlans;
import io.pergola.schedule.Schedulers;
import io.pergola.schedule.StatusBoard;
import io.pergola.schema.Schemas;
import io.pergola.select.Selector;
import io.pergola.select.Stores;
import io.pergola.source.Fetcher;
import io.pergola.source.Git;
import io.pergola.source.Network;
import io.pergola.source.TreeDigests;
import io.pergola.spi.DetachedProcesses;
import io.pergola.spi.ProcessIdentity;
import io.pergola.spi.Scheduler;
import io.pergola.spi.SchedulerContext;
import io.pergola.spi.VariableContext;
import io.pergola.spi.policy.SchedulingPolicy;
import io.pergola.store.IndexProgress;
import io.pergola.store.JobDirectory;
import io.pergola.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Everything put together for one command. Parts are made when they are first asked for. Used by one thread. */
public final class Pergola {

    private final Environment environment;
    private final Site site;
    private final HostFacts host;
    private final PluginCatalog plugins;
    private final SiteSchedulers schedulers;
    private final SiteStores stores;
    private final Supplier<SystemProcesses> processes;
    private final Supplier<TreeDigests> trees;
    private final Supplier<Fetcher> fetcher;
    private final Functions functions;
    private final SiteVariables variables;

    private Pergola(Environment environment, Site site) {
        this.environment = environment;
        this.site = site;
        this.host = HostFacts.read();
        this.processes = new Once<>(() -> new SystemProcesses(environment.variables(), environment.currentDir()));
        this.plugins = PluginCatalog.load(
                site.dirs().stream()
                        .map(dir -> pluginDirectory(environment, dir))
                        .toList(),
                Set.copyOf(site.settings().disabledPlugins()),
                PluginLimits.DEFAULTS,
                new BuiltInNames(
                        Functions.builtIn()::names,
                        BuiltInVariables::names,
                        () -> ResultPlan.parserNames(),
                        Policies::names));
        this.functions = Functions.builtIn().behind(new SiteFunctions(plugins));
        this.variables = new SiteVariables(
                site.settings().systemVariables(),
                new SitePluginVariables(plugins),
                new Once<>(() -> new VariableContext(
                        new SystemCommands(environment.variables()), environment.clock(), environment.variables())));
        Path cache = new HostDirectories(environment).cache();
        this.stores = new SiteStores(site, cache, environment.clock());
        this.trees = new Once<>(() -> new TreeDigests(cache.resolve("sources"), environment.clock()));
        this.fetcher = new Once<>(this::makeFetcher);
        this.schedulers = new SiteSchedulers(
                plugins,
                new Once<>(this::schedulerContext),
                () -> host,
                new NodeCache(cache, site.settings().nodeInfoAge(), environment.clock()),
                stores::lastPasses);
    }

    /**
     * Reads the site's configuration.
     *
     * @throws ConfigException if it cannot be used
     */
    public static Pergola open(Environment environment) {
        var surroundings = new Surroundings(
                environment.variables(), environment.currentDir(), environment.home(), environment.installation());
        return new Pergola(environment, SiteLoader.load(surroundings));
    }

    private static Path pluginDirectory(Environment environment, ConfigDir dir) {
        Path installation = environment.installation();
        return dir.shipped() && installation != null
                ? installation.resolve("plugins")
                : dir.layers().resolve("plugins");
    }

    /** For what can be made again, on this host; need not exist. */
    public Path cache() {
        return new HostDirectories(environment).cache();
    }

    /** For locks among the processes of this user on this host; need not exist. */
    public Path locks() {
        return new HostDirectories(environment).runtime(host.user());
    }

    private SchedulerContext schedulerContext() {
        return new SchedulerContext(
                new SystemCommands(environment.variables()),
                processes.get(),
                environment.clock(),
                environment.variables());
    }

    /** The world in which this command runs. */
    public Environment environment() {
        return environment;
    }

    /** What is amiss in the configuration but keeps nobody from working. */
    public List<Problem> problems() {
        return site.warnings();
    }

    /** The site's configuration. */
    public Site site() {
        return site;
    }

    /** This host. */
    public HostFacts host() {
        return host;
    }

    /** Who runs this command. */
    public String user() {
        return host.user();
    }

    /** The name of this host. */
    public String hostName() {
        return host.name();
    }

    /** The name of this system, under which a user's last series is remembered. */
    public String sysName() {
        return MachineVariables.systemName(host.name());
    }

    /** The plugin jars. */
    public PluginCatalog plugins() {
        return plugins;
    }

    /** The schedulers, by the names that tests write. */
    public Schedulers schedulers() {
        return schedulers;
    }

    /** The machines behind the schedulers. */
    public Machines machines() {
        return schedulers;
    }

    /** What schedule sections make of the machines. */
    public NodePlans nodePlans() {
        return schedulers.plans();
    }

    /** Where chance begins for all that this command starts. */
    public int seed() {
        return schedulers.seed();
    }

    /** Has chance begin there, such as for a series that was started with that number. To be called before anything is resolved. */
    public void seed(int number) {
        schedulers.seed(number);
    }

    /** The names of all schedulers that can be used. */
    public List<String> schedulerNames() {
        return List.copyOf(schedulers.names());
    }

    /** The suites and layers, as they are on disk now. */
    public Library library() {
        return new Library(site, schedulers, new SiteParserKeys(parsers()));
    }

    /** The parsers of results that jars add to Pergola's own. */
    public SiteParsers parsers() {
        return new SitePluginParsers(plugins);
    }

    /** The schemas of configuration files, with the keys of this site's schedulers and parsers of results. */
    public Schemas schemas() {
        return new Schemas(schedulers, schedulers.names(), new SiteParserKeys(parsers()));
    }

    /** Resolves requests against the suites as they are on disk now. */
    public Resolver resolver() {
        return new Resolver(site, machine(), schedulers, functions, parsers());
    }

    /** The variables of this machine, and behind them those of the site. */
    public MachineVariables machine() {
        return new MachineVariables(Path.of("/"), environment.variables(), environment.clock(), variables);
    }

    /** The functions that expressions may call: those of the language, and behind them those of plugins. */
    public Functions functions() {
        return functions;
    }

    /** The same for those who ask what is in the way of a test: its nodes are no reason not to resolve it. */
    public Resolver nodeResolver() {
        var variables = new MachineVariables(Path.of("/"), environment.variables(), environment.clock());
        return new Resolver(site, variables, new PatientFacts(schedulers), Functions.builtIn(), parsers());
    }

    /** Says who is told how far the making of an index is, which takes seconds if there are very many runs. */
    public void onIndexing(IndexProgress progress) {
        stores.onIndexing(progress);
    }

    /** The working directories. */
    public Stores stores() {
        return stores;
    }

    /** Reads the words by which users name runs. */
    public Selector selector() {
        return new Selector(stores, host.user(), sysName());
    }

    /** Processes of this host. */
    public DetachedProcesses processes() {
        return processes.get();
    }

    /** This process. */
    public ProcessIdentity self() {
        return processes.get().self();
    }

    /** Starts jobs, watches over them and cancels them. */
    public Jobs jobs() {
        return new Jobs(this, schedulers, stores, processes);
    }

    /** Builds for the runs of a working directory. */
    public Builder builder(Store store) {
        return new Builder(
                new BuildSettings(
                        store.builds(),
                        this::sources,
                        environment.variables(),
                        environment.program().toString(),
                        isShared(store),
                        site.settings().umask(),
                        test -> test.templates(Map.of(), functions),
                        trees.get(),
                        fetcher.get(),
                        environment.clock()),
                new Spawner());
    }

    /** The builds that a working directory keeps. */
    public BuildCache builds(Store store) {
        return new BuildCache(store.builds(), store::buildUsers, site.settings().umask());
    }

    private boolean isShared(Store store) {
        return site.areas().stream()
                .anyMatch(area -> area.group().isPresent() && store.builds().startsWith(area.workingDir()));
    }

    private Fetcher makeFetcher() {
        var network = new Network(
                site.settings().downloadTimeout(),
                environment.variables(),
                site.settings().proxies(),
                site.settings().noProxy());
        return new Fetcher(network, new SystemCommands(Git.environment(network)), trees.get());
    }

    private List<Path> sources(ResolvedTest test) {
        var roots = new ArrayList<Path>();
        Path directory = test.suitePath().getParent();
        if (directory != null && test.suitePath().endsWith("suite.yaml")) {
            roots.add(directory);
        }
        site.dirs().forEach(dir -> roots.add(dir.layers().resolve("test_src")));
        return roots;
    }

    /**
     * To be called before anything is started for a user.
     *
     * @throws ConfigException if others decide what would run, or the site names a policy that is not there
     */
    public void refuseUnsafe() {
        List<Problem> problems = openDirectories();
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        policy();
    }

    /** Directories that everybody may write though what is in them is run as the user who asks for it. */
    public List<Problem> openDirectories() {
        return new OpenDirectories(site.dirs()).problems();
    }

    /**
     * The policy by which the runs of a job are started.
     *
     * @throws ConfigException if the site names one that is not there
     */
    public SchedulingPolicy policy() {
        return SitePolicy.of(site.settings(), plugins);
    }

    /** A policy that a plugin offers. */
    public Optional<SchedulingPolicy> pluginPolicy(String name) {
        return plugins.policy(name).map(LoadedPolicy::policy);
    }

    /** What the pilot of a job works with. */
    public PilotSetup pilot(Store store, JobDirectory job) {
        Path locks = new HostDirectories(environment).runtime(host.user());
        Scheduler scheduler = schedulers.get(job.scheduler());
        boolean explained = !StatusBoard.isFree(scheduler);
        return new PilotSetup(
                store,
                job,
                scheduler,
                new Presence(job, self(), processes(), explained, environment.clock()),
                HostCores.open(locks, host.cores(), environment.clock()),
                new AllocationTurn(locks),
                host,
                environment.variables(),
                environment.program().toString(),
                environment.version(),
                functions,
                parsers(),
                variables,
                new Once<>(() -> builder(store)),
                this::sources,
                new PilotRules(policy(), site.settings().consumables()),
                environment.clock());
    }

    /** The working directory of an area; for the pilot, which is told its path. */
    public Store store(Path workingDir) {
        Area area = site.areas().stream()
                .filter(candidate -> candidate.workingDir().equals(workingDir))
                .findFirst()
                .orElse(new Area(site.mainArea().label(), workingDir, null));
        return stores.open(area);
    }
}
