package io.pergola.script;

import org.jspecify.annotations.Nullable;

/** One thing that a script does to get its modules. */
public sealed interface ModuleStep {

    /**
     * Makes sure that a module is loaded.
     *
     * @param module its name, with or without a version
     */
    record Load(String module) implements ModuleStep {}

    /** Makes sure that it is not loaded. */
    record Unload(String module) implements ModuleStep {}

    /**
     * Puts a module in the place of the loaded ones that match; if there are none, it is just loaded.
     *
     * @param old a name, with or without a version; may be a glob
     * @param module what comes instead
     */
    record Swap(String old, String module) implements ModuleStep {}

    /**
     * Exports a variable as the environment of a test does.
     *
     * @param value null unsets it
     */
    record Export(String name, @Nullable String value) implements ModuleStep {}

    /** Exports the version of a module that was just loaded, as its name says it there. */
    record Version(String variable, String module) implements ModuleStep {}
}
