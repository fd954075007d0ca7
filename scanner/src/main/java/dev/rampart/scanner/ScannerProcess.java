package dev.rampart.scanner;

import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.RootHost;
import dev.rampart.policy.scan.HostScan;
import dev.rampart.scanner.api.ApiServer;
import dev.rampart.scanner.api.Backoff;
import dev.rampart.scanner.api.ConfigMaps;
import dev.rampart.scanner.api.NodeScanWatcher;
import dev.rampart.scanner.api.NodeScans;
import dev.rampart.scanner.api.TokenFile;
import dev.rampart.scanner.api.Trust;
import dev.rampart.scanner.checkset.CheckSets;
import dev.rampart.scanner.log.EventLog;
import dev.rampart.scanner.log.Field;
import dev.rampart.scanner.plan.Spread;
import dev.rampart.scanner.settings.Settings;
import dev.rampart.scanner.tripwire.Probe;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One scanner, wired: a thread that watches, and the caller's thread that evaluates and writes. */
final class ScannerProcess implements AutoCloseable {

    /** A clock that was set is noticed after this at the latest. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);

    private final InstantSource clock;
    private final EventLog log;
    private final ApiServer server;
    private final NodeScanWatcher watcher;
    private final Scanner scanner;
    private final Inbox inbox = new Inbox();

    /** The process of a pod. */
    static ScannerProcess ofNode(Settings settings) {
        var host = new RootHost(settings.hostRoot());
        var clock = InstantSource.system();
        return new ScannerProcess(settings, host, new HostScan(host)::run, Path.of("/proc"), clock);
    }

    /** @param ownProc the process file system of this process */
    ScannerProcess(Settings settings, Host host, Evaluator.Scan scan, Path ownProc, InstantSource clock) {
        this.clock = clock;
        this.log = new EventLog(settings.nodeName());
        var version = Version.current();
        var surroundings = new Scanner.Surroundings(clock, log);
        var backoff = new Backoff(RandomGenerator.getDefault());
        var spread = Spread.ofNode(settings.nodeName());
        this.server = new ApiServer(
                settings.apiServer(),
                new TokenFile(settings.tokenFile(), clock),
                new Trust(settings.caFile()),
                "rampart-scanner/" + version);
        var scans = new NodeScans(server, settings.nodeName());
        this.watcher = new NodeScanWatcher(scans, backoff, log, inbox::put);
        var podDirectory = settings.podUid()
                .map(uid -> settings.kubeletDir().resolve("pods").resolve(uid).toString());
        this.scanner = new Scanner(
                spread,
                new CheckSets(new ConfigMaps(server)::read),
                new Evaluator(scan, new Probe(host, settings.hostRoot(), ownProc, podDirectory), clock),
                new Publication(scans::patchStatus, version, spread, backoff, surroundings),
                backoff,
                surroundings);
    }

    /** Returns only after {@link #close} or an interrupt; an API server that is away is waited for. */
    void run() {
        log.info("Started", new Field(EventLog.VERSION, Version.current()));
        var watching = new Thread(watcher, "watch");
        watching.setDaemon(true);
        watching.start();
        try {
            var wait = LONGEST_WAIT;
            while (!inbox.isClosed()) {
                var seen = inbox.await(wait);
                if (!inbox.isClosed()) {
                    wait = until(scanner.pass(seen));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private Duration until(Optional<Instant> next) {
        return next.map(n -> Duration.between(clock.instant(), n))
                .filter(d -> d.compareTo(LONGEST_WAIT) < 0)
                .map(d -> d.compareTo(SHORTEST_WAIT) > 0 ? d : SHORTEST_WAIT)
                .orElse(LONGEST_WAIT);
    }

    @Override
    public void close() {
        inbox.close();
        watcher.close();
        server.close();
    }
}
