package dev.rampart.policy.lint;

import java.util.List;

/**
 * @param findings in the order of the file
 * @param omitted how many more there are beyond {@link FindingList#MAX}
 */
public record FileFindings(String file, List<Finding> findings, int omitted) {
    public FileFindings {
        findings = List.copyOf(findings);
    }
}
