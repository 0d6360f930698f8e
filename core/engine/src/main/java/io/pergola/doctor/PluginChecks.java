package io.pergola.doctor;

import io.pergola.plugin.PluginCatalog;
import io.pergola.plugin.PluginReport;
import java.util.List;

/** The jars of plugins. */
final class PluginChecks {

    private final PluginCatalog plugins;

    PluginChecks(PluginCatalog plugins) {
        this.plugins = plugins;
    }

    List<Check> checks() {
        return List.of(new Check("jars", this::jars));
    }

    private void jars(Findings findings) {
        List<PluginReport> reports = plugins.plugins();
        if (reports.isEmpty()) {
            findings.warning(
                    "jars",
                    "there are none, and so there is no scheduler",
                    "Those of the distribution lie in its directory plugins");
        }
        reports.forEach(report -> tell(report, findings));
    }

    private static void tell(PluginReport report, Findings findings) {
        String name = report.id().isEmpty() ? String.valueOf(report.jar().getFileName()) : report.id();
        report.problems()
                .forEach(problem -> findings.error(
                        name, problem.what(), problem.help().orElse("Take the jar away, or put in one that works")));
        if (report.disabled()) {
            findings.note(name, report.version() + " is disabled", "Take it out of disable_plugins");
        } else if (report.problems().isEmpty()) {
            findings.ok(name, report.version() + ", " + report.jar());
        }
    }
}
