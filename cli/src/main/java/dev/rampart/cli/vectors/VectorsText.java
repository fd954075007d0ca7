package dev.rampart.cli.vectors;

import dev.rampart.policy.vectors.VectorReport;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** A report in plain text; the last line is meant for scripts. */
final class VectorsText {

    private VectorsText() {}

    static void print(VectorReport report, int differences, PrintWriter out) {
        var file = "";
        for (var count : report.counts()) {
            if (!count.file().equals(file)) {
                file = count.file();
                printFile(report, file, out);
            }
            out.println("  " + count.category() + ": " + count.passed() + "/" + count.total());
        }
        report.notRun().stream()
                .collect(Collectors.groupingBy(VectorReport.NotRun::why, Collectors.counting()))
                .forEach((why, count) -> out.println("not run: " + count + " (" + why + ")"));
        var failed = report.failed();
        failed.stream().limit(differences).forEach(a -> {
            out.println();
            out.println(a.vector().id() + " (" + a.vector().file() + ", "
                    + a.vector().category() + ")");
            out.println("  case      " + a.vector().fields());
            out.println("  expected  " + a.expected());
            out.println("  got       " + a.got());
        });
        if (failed.size() > differences) {
            out.println();
            int more = failed.size() - differences;
            out.println(more + (more == 1 ? " more difference" : " more differences") + ": --differences shows more");
        }
        out.println((report.answers().size() - failed.size()) + " passed, " + failed.size() + " failed");
        out.flush();
    }

    private static void printFile(VectorReport report, String file, PrintWriter out) {
        var counts = report.counts().stream().filter(c -> c.file().equals(file)).toList();
        int passed = counts.stream().mapToInt(VectorReport.Count::passed).sum();
        int total = counts.stream().mapToInt(VectorReport.Count::total).sum();
        out.println(file + ": " + passed + "/" + total);
    }
}
