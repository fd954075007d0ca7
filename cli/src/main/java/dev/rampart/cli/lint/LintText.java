package dev.rampart.cli.lint;

import dev.rampart.cli.scan.Printable;
import dev.rampart.policy.lint.FileFindings;
import dev.rampart.policy.lint.Finding;
import dev.rampart.policy.lint.LintCode;
import dev.rampart.policy.lint.Severity;
import java.util.Locale;

/** Findings as compilers print them: {@code file:line:column: severity CODE: message (fix)}. */
record LintText(boolean colours) {

    private static final String RESET = "\033[0m";

    /** @return lines, each with its line end; an empty one between files */
    String of(LintReport report) {
        var text = new StringBuilder();
        for (var file : report.files()) {
            var shown = report.shown(file);
            shown.forEach(f -> text.append(line(file, f)).append('\n'));
            if (file.omitted() > 0) {
                text.append(Printable.line(file.file()))
                        .append(": ")
                        .append(file.omitted())
                        .append(" more findings\n");
            }
            if (!shown.isEmpty() || file.omitted() > 0) {
                text.append('\n');
            }
        }
        return text.append(summary(report)).append('\n').toString();
    }

    /** Every code, for {@code --list}. */
    static String codes() {
        var text = new StringBuilder();
        for (var code : LintCode.values()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s  %-7s  %-27s  %s\n",
                    code.id(),
                    word(code.severity()),
                    code.label(),
                    code.description()));
        }
        return text.toString();
    }

    static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private String line(FileFindings file, Finding finding) {
        var colour = switch (finding.severity()) {
            case ERROR -> "\033[31m";
            case WARNING -> "\033[33m";
            case INFO -> "\033[36m";
        };
        return in("\033[1m", Printable.line(file.file()) + ":" + finding.at() + ":") + " "
                + in(colour, word(finding.severity()) + " " + finding.code().id() + ":") + " "
                + Printable.line(finding.message()) + in("\033[2m", " (" + Printable.line(finding.fix()) + ")");
    }

    private static String summary(LintReport report) {
        int files = report.files().size();
        int hidden = report.hidden();
        return counted(report.count(Severity.ERROR), "error") + ", "
                + counted(report.count(Severity.WARNING), "warning")
                + " in " + counted(files, "file")
                + (hidden == 0 ? "" : "; " + hidden + " not shown, see --severity");
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private String in(String colour, String text) {
        return colours ? colour + text + RESET : text;
    }
}
