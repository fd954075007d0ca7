package dev.rampart.cli.scan;

import java.io.PrintWriter;

/** One line on a terminal that says how far the scan is. */
final class Progress {

    private static final String ERASE = "\r\033[K";
    private static final int MAX_ID_CHARS = 30;

    private final PrintWriter err;
    private final boolean shown;
    private final int total;
    private int done;
    private boolean written;

    Progress(PrintWriter err, boolean shown, int total) {
        this.err = err;
        this.shown = shown;
        this.total = total;
    }

    synchronized void evaluating(String id) {
        if (shown) {
            err.print(ERASE + "scanning " + (done + 1) + "/" + total + " "
                    + Printable.cut(Printable.line(id), MAX_ID_CHARS) + " ...");
            err.flush();
            written = true;
        }
    }

    synchronized void evaluated() {
        done++;
    }

    synchronized void erase() {
        if (written) {
            err.print(ERASE);
            err.flush();
            written = false;
        }
    }
}
