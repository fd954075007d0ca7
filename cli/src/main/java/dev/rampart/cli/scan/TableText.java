package dev.rampart.cli.scan;

import dev.rampart.policy.eval.PolicyResult.RequirementsNotMet;
import java.util.List;
import java.util.stream.Collectors;

/** A line for each check. Where there is no reason, a title may take its column too. */
final class TableText {

    private static final String GAP = "  ";
    private static final int RESULT_WIDTH = "not applicable".length();

    private final Screen screen;
    private final Paint paint;
    private final int idWidth;
    private final int titleWidth;
    private final int reasonWidth;

    private TableText(List<Finding> findings, Screen screen) {
        this.screen = screen;
        this.paint = new Paint(screen.colours());
        this.idWidth =
                findings.stream().mapToInt(f -> Printable.line(f.id()).length()).reduce("ID".length(), Math::max);
        var reasoned = findings.stream().filter(f -> !f.why().isEmpty()).toList();
        int titles = reasoned.stream()
                .mapToInt(f -> Printable.line(f.title()).length())
                .reduce("TITLE".length(), Math::max);
        int reasons = reasoned.stream()
                .mapToInt(f -> Printable.line(f.why()).length())
                .reduce("REASON".length(), Math::max);
        int room = Math.max(2, restWidth() - GAP.length());
        this.reasonWidth = Math.min(reasons, Math.max(room / 2, room - titles));
        this.titleWidth = Math.max(1, Math.min(titles, room - reasonWidth));
    }

    static String of(ScanReport report, Screen screen) {
        return report.policies().stream().map(p -> policy(p, screen)).collect(Collectors.joining("\n"));
    }

    private static String policy(PolicyReport report, Screen screen) {
        var text = new StringBuilder(new Paint(screen.colours()).bold(PolicyLines.title(report)) + "\n");
        if (!(report.stage() instanceof RequirementsNotMet)) {
            var table = new TableText(report.findings(), screen);
            text.append(table.head());
            report.findings().forEach(f -> text.append(table.row(f)));
        }
        return text.append(PolicyLines.stage(report))
                .append(PolicyLines.summary(report))
                .toString();
    }

    /** For title and reason together. */
    private int restWidth() {
        return screen.columns().isPresent()
                ? screen.columns().getAsInt() - idWidth - RESULT_WIDTH - 2 * GAP.length()
                : Integer.MAX_VALUE;
    }

    private String head() {
        return (padded("ID", idWidth) + GAP + padded("RESULT", RESULT_WIDTH) + GAP + padded("TITLE", titleWidth) + GAP
                        + "REASON")
                + "\n";
    }

    private String row(Finding finding) {
        var title = Printable.line(finding.title());
        var rest = finding.why().isEmpty()
                ? Printable.cut(title, Math.max(1, restWidth()))
                : padded(Printable.cut(title, titleWidth), titleWidth)
                        + GAP
                        + Printable.cut(Printable.line(finding.why()), Math.max(1, reasonWidth));
        return padded(Printable.line(finding.id()), idWidth)
                + GAP
                + paint.of(finding.verdict(), padded(finding.word(), RESULT_WIDTH))
                + (GAP + rest).stripTrailing()
                + "\n";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
