package dev.rampart.cli.lint;

import dev.rampart.policy.lint.FileFindings;
import dev.rampart.policy.lint.Finding;
import dev.rampart.policy.lint.Severity;
import java.util.List;

/**
 * @param lowest findings below it are counted and not shown
 * @param files those that could be read, in the order of the command line
 */
record LintReport(Severity lowest, List<FileFindings> files) {

    LintReport {
        files = List.copyOf(files);
    }

    long count(Severity severity) {
        return files.stream()
                .flatMap(f -> f.findings().stream())
                .filter(f -> f.severity() == severity)
                .count();
    }

    List<Finding> shown(FileFindings file) {
        return file.findings().stream()
                .filter(f -> f.severity().compareTo(lowest) >= 0)
                .toList();
    }

    int hidden() {
        return files.stream()
                .mapToInt(f -> f.findings().size() - shown(f).size())
                .sum();
    }
}
