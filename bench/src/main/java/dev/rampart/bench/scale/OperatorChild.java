package dev.rampart.bench.scale;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The operator as it ships: its jars, its options, its service account; as a child process. */
final class OperatorChild implements AutoCloseable {

    /** Longer than any goal, so that a slow start is measured and not cut off. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final int TICKS_PER_SECOND = 100;

    /**
     * @param java of the image's run time
     * @param options image/operator.args
     * @param classPath the catalogue's folder first
     * @param log where its output goes
     */
    record Setup(Path java, Path options, String classPath, Path kubeconfig, int healthPort, Path jcmd, Path log) {}

    private final Setup setup;
    private final Process process;
    private final Duration startToSynced;

    private OperatorChild(Setup setup, Process process, Duration startToSynced) {
        this.setup = setup;
        this.process = process;
        this.startToSynced = startToSynced;
    }

    /** Returns when it says that all its informers are synced. */
    static OperatorChild start(Setup setup) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(setup.java().toString(), "@" + setup.options()));
        words.addAll(List.of("-cp", setup.classPath(), "dev.rampart.operator.main.Main"));
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "KUBECONFIG",
                        setup.kubeconfig().toString(),
                        "POD_NAME",
                        "bench",
                        "POD_NAMESPACE",
                        "rampart-system",
                        "HEALTH_PORT",
                        Integer.toString(setup.healthPort())));
        var began = System.nanoTime();
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var synced = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> copy(process, setup.log(), synced));
        var inTime = synced.await(START.toMillis(), TimeUnit.MILLISECONDS);
        if (!inTime || !process.isAlive()) {
            process.destroyForcibly();
            throw new IllegalStateException("the operator did not start; its last words are in " + setup.log());
        }
        return new OperatorChild(setup, process, Duration.ofNanos(System.nanoTime() - began));
    }

    private static void copy(Process process, Path log, CountDownLatch synced) {
        try (var in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                var out = Files.newBufferedWriter(log)) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.contains("\"started\"")) {
                    synced.countDown();
                }
                out.write(line);
                out.newLine();
                out.flush();
            }
        } catch (IOException e) {
            // Ended: what it said until then is written.
        } finally {
            synced.countDown();
        }
    }

    Duration startToSynced() {
        return startToSynced;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code VmRSS} or {@code VmHWM}, in MiB. */
    double memory(String field) {
        var matcher = Pattern.compile(field + ":\\s+(\\d+) kB").matcher(proc("status"));
        if (!matcher.find()) {
            throw new IllegalStateException("the operator's process has no " + field + ": it has ended");
        }
        return Long.parseLong(matcher.group(1)) / 1024.0;
    }

    /** User and system time since its start. */
    Duration cpu() {
        var stat = proc("stat");
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Duration.ofMillis((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 1000 / TICKS_PER_SECOND);
    }

    private String proc(String file) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/" + file));
        } catch (IOException e) {
            throw new UncheckedIOException("the operator has ended; its last words are in " + setup.log(), e);
        }
    }

    /** What is reachable, after a full collection, and by class for a look by hand. */
    record Heap(double mebibytes, String histogram) {}

    Heap heap() throws IOException, InterruptedException {
        var histogram = jcmd("GC.class_histogram");
        var matcher = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)").matcher(histogram);
        if (!matcher.find()) {
            throw new IllegalStateException("jcmd shows no heap: " + histogram);
        }
        return new Heap(Long.parseLong(matcher.group(1)) / 1024.0 / 1024.0, histogram);
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        var program = new ProcessBuilder(setup.jcmd().toString(), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        var answer = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        program.waitFor();
        return answer;
    }

    /** The sum over all series of the counters whose name the pattern matches. */
    long counter(String name) {
        try (var http = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + setup.healthPort() + "/metrics");
            var text = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return (long) text.lines()
                    .filter(l -> l.matches("^" + name + "[{ ].*"))
                    .mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As the kubelet ends it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
