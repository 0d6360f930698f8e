package io.pergola.resolve;

import io.pergola.config.Glob;
import io.pergola.model.Value;
import io.pergola.script.ModuleStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a test or its host says of loading certain modules ({@code module_wrappers}), and what its entries come to by that. */
final class ModuleWrappers {

    private static final String ARROW = "->";

    private final Value.Entries wrappers;

    ModuleWrappers(Value.Entries config) {
        this.wrappers = SectionReader.section(config, "module_wrappers");
    }

    /** What to do for the entries of {@code modules}, in order. */
    List<ModuleStep> steps(List<String> entries) {
        var steps = new ArrayList<ModuleStep>();
        entries.forEach(entry -> add(steps, entry));
        return steps;
    }

    /** What is wrong with an entry; empty if nothing is. */
    static Optional<String> wrong(String entry) {
        String[] parts = entry.split(ARROW, -1);
        if (parts.length > 2) {
            return Optional.of("a module is swapped as 'old->new', but this has more arrows");
        }
        for (String part : parts) {
            String name = part.strip();
            boolean unload = parts.length == 1 && name.startsWith("-");
            String bare = unload ? name.substring(1).strip() : name;
            if (bare.isEmpty()) {
                return Optional.of("there is no name of a module in it");
            }
            if (bare.startsWith("-")) {
                return Optional.of("a module's name cannot begin with '-'");
            }
            if (bare.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c) || c == ':')) {
                return Optional.of(
                        "a module's name has neither blanks nor ':'; write each module as an item of its own");
            }
        }
        return Optional.empty();
    }

    private void add(List<ModuleStep> steps, String entry) {
        ModuleStep step = plain(entry);
        String module =
                switch (step) {
                    case ModuleStep.Load(String wanted) -> wanted;
                    case ModuleStep.Swap(String _, String wanted) -> wanted;
                    default -> "";
                };
        Wrapper wrapper = module.isEmpty() ? null : find(module);
        if (wrapper == null) {
            steps.add(step);
            return;
        }
        if (step instanceof ModuleStep.Swap || wrapper.modules().isEmpty()) {
            steps.add(step);
        } else {
            wrapper.modules().forEach(each -> steps.add(versioned(plain(each), module)));
        }
        wrapper.env()
                .values()
                .forEach((name, value) ->
                        steps.add(new ModuleStep.Export(name, value instanceof Value.Text(String text) ? text : null)));
        steps.add(version(wrapper, module));
    }

    private static ModuleStep plain(String entry) {
        int arrow = entry.indexOf(ARROW);
        if (arrow >= 0) {
            return new ModuleStep.Swap(
                    entry.substring(0, arrow).strip(),
                    entry.substring(arrow + ARROW.length()).strip());
        }
        String module = entry.strip();
        return module.startsWith("-")
                ? new ModuleStep.Unload(module.substring(1).strip())
                : new ModuleStep.Load(module);
    }

    /** An entry of a wrapper that names the wrapped module without a version means the version that was asked for. */
    private static ModuleStep versioned(ModuleStep step, String module) {
        return step instanceof ModuleStep.Load(String name) && name.equals(nameOf(module))
                ? new ModuleStep.Load(module)
                : step;
    }

    private static ModuleStep version(Wrapper wrapper, String module) {
        String variable = wrapper.name().replace("*", "any").replaceAll("[^a-zA-Z0-9_]", "_") + "_VERSION";
        String version = module.substring(nameOf(module).length());
        return version.isEmpty()
                ? new ModuleStep.Version(variable, module)
                : new ModuleStep.Export(variable, version.substring(1));
    }

    /** One that is made for this version goes before one for all; among equals the first. */
    private @Nullable Wrapper find(String module) {
        Wrapper general = null;
        for (Map.Entry<String, Value> each : wrappers.values().entrySet()) {
            String key = each.getKey();
            boolean exact = key.indexOf('/') >= 0;
            if (each.getValue() instanceof Value.Entries what
                    && Glob.compile(key)
                            .matcher(exact ? module : nameOf(module))
                            .matches()) {
                if (exact) {
                    return new Wrapper(nameOf(key), what);
                }
                general = general == null ? new Wrapper(key, what) : general;
            }
        }
        return general;
    }

    private static String nameOf(String module) {
        int slash = module.indexOf('/');
        return slash < 0 ? module : module.substring(0, slash);
    }

    private record Wrapper(String name, Value.Entries what) {

        List<String> modules() {
            return SectionReader.list(what.values().getOrDefault("modules", Value.NULL));
        }

        Value.Entries env() {
            return SectionReader.section(what, "env");
        }
    }
}
