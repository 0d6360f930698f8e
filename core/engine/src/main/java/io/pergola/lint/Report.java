package io.pergola.lint;

import java.util.List;

/**
 * What lint has to say.
 *
 * @param files how many files were looked at
 * @param findings by file, line and column
 */
public record Report(int files, List<Finding> findings) {

    /** Copies the list. */
    public Report {
        findings = List.copyOf(findings);
    }

    /** How many of them are errors. */
    public long errors() {
        return findings.stream().filter(finding -> finding.problem().isError()).count();
    }
}
