package dev.rampart.scanner;

import dev.rampart.scanner.log.EventLog;
import dev.rampart.scanner.log.JsonLines;
import dev.rampart.scanner.settings.LogLevel;
import dev.rampart.scanner.settings.Settings;
import java.io.PrintStream;
import java.util.logging.Level;

/** Entry of the node process. Everything it needs comes from its pod's environment. */
public final class Main {

    private static final int OK = 0;
    private static final int WRONG_USE = 2;

    private static final String HELP = """
            rampart-scanner: evaluates the check sets assigned to one node and writes the result into its NodeScan.

            Usage: rampart-scanner [--version | --help]

            Environment:
              NODE_NAME                the node, from the field spec.nodeName of the pod (required)
              POD_UID                  from the field metadata.uid of the pod; without it no file is trusted
              HOST_ROOT                where the node's root directory is mounted (default /host)
              LOG_LEVEL                error, warn or info (default info)
              KUBELET_DIR              the kubelet's directory on the node (default /var/lib/kubelet)
              KUBERNETES_SERVICE_HOST  the API server, set by the kubelet
              KUBERNETES_SERVICE_PORT  its port, set by the kubelet

            It ends on SIGTERM and at nothing else; wrong settings end it with 2.
            """;

    private Main() {}

    public static void main(String[] args) {
        int code = args.length == 0 ? scan(System.out, System.err) : answer(args, System.out, System.err);
        if (code != OK) {
            System.exit(code);
        }
    }

    static int answer(String[] args, PrintStream out, PrintStream err) {
        if (args.length == 1 && args[0].equals("--version")) {
            out.println("rampart-scanner " + Version.current());
            return OK;
        }
        if (args.length == 1 && args[0].equals("--help")) {
            out.print(HELP);
            return OK;
        }
        err.println("rampart-scanner: unknown arguments: " + String.join(" ", args) + "; try --help");
        return WRONG_USE;
    }

    private static int scan(PrintStream out, PrintStream err) {
        Settings settings;
        Level logged;
        try {
            settings = Settings.fromEnvironment();
            logged = LogLevel.fromEnvironment();
        } catch (Settings.Invalid e) {
            err.println("rampart-scanner: " + e.getMessage());
            return WRONG_USE;
        }
        var log = new EventLog(
                settings.nodeName(), JsonLines.install(out, logged, "NodeScan/" + settings.nodeName())::publish);
        // The hook only says so: the JVM ends by itself when its hooks have returned, whatever the other threads do.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> log.info("Stopping"), "stop"));
        try (var process = ScannerProcess.ofNode(settings)) {
            process.run();
        }
        return OK;
    }
}
