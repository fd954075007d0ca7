package dev.rampart.bench;

import dev.rampart.policy.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whole scans of this machine: {@code rampart scan} from JVM start to exit, in a process that runs, and the real agent's. */
public final class ScanTimes {

    /** Published for 4.14.5 on a machine like the project's, see docs/performance.md; milliseconds. */
    private static final Map<String, Double> PUBLISHED = Map.of("full", 610.0, "without commands", 17.0);

    private static final int WARM_UPS = 60;
    private static final int WARM_RUNS_EACH = 5;

    private final int runs;
    private final Path rampart;
    private final String realAgent;
    private final List<Series> all = new ArrayList<>();

    private ScanTimes(int runs, Path rampart, String realAgent) {
        this.runs = runs;
        this.rampart = rampart;
        this.realAgent = realAgent;
    }

    /** @param args runs, ./rampart, policy or "", script for the real agent or "", file for raw data */
    public static void main(String[] args) throws IOException, InterruptedException, YamlProblem {
        var times = new ScanTimes(Integer.parseInt(args[0]), Path.of(args[1]), args[3]);
        var policy = args[2].isEmpty() ? Workload.own() : Files.readAllBytes(Path.of(args[2]));
        if (args[2].isEmpty()) {
            System.out.println("no corpus: a made up policy without commands is measured; ratios mean nothing");
        }
        System.out.printf(
                "%-18s %-34s %9s %9s %9s %-4s %s%n", "policy", "what", "min", "median", "max", "", "ratio to 4.14.5");
        times.measure("full", policy);
        times.measure("without commands", Workload.withoutCommands(policy));
        var csv = new ArrayList<>(List.of("policy,what,unit,run,value"));
        times.all.forEach(s -> csv.addAll(s.csv()));
        Files.write(Path.of(args[4]), csv);
        System.out.println("raw data: " + args[4]);
    }

    private void measure(String variant, byte[] policy) throws IOException, InterruptedException {
        var file = Files.createTempFile("bench", ".yml");
        try {
            Files.write(file, policy);
            measure(variant, policy, file);
        } finally {
            Files.delete(file);
        }
    }

    /** One of each in turn, so that they share what else the machine does. */
    private void measure(String variant, byte[] policy, Path file) throws IOException, InterruptedException {
        var cold = new Series(variant, "rampart scan, JVM start to exit", "ms");
        var memory = new Series(variant, "rampart scan, peak memory", "MiB");
        var warm = new Series(variant, "scan in a running process", "ms");
        var real = new Series(variant, "4.14.5, SCA module of a real agent", "ms");
        warmUp(variant, policy);
        for (int i = 0; i < runs; i++) {
            var child = Child.run(List.of(rampart.toString(), "scan", "--policy", file.toString(), "-o", "json"));
            if (child.exitCode() == 2) {
                throw new IOException("rampart scan failed: " + child.output());
            }
            cold.add(child.millis());
            memory.add(child.peakMib());
            warm(warm, variant, policy);
            if (!realAgent.isEmpty()) {
                real.add(realAgent(file));
            }
        }
        double reference = real.values().isEmpty() ? PUBLISHED.getOrDefault(variant, 0.0) : real.median();
        for (var series : List.of(cold, warm, real)) {
            if (!series.values().isEmpty()) {
                System.out.println(series.row(reference));
                all.add(series);
            }
        }
        System.out.println(memory.row(0));
        all.add(memory);
    }

    private static void warmUp(String variant, byte[] policy) {
        var loaded = Workload.load(policy);
        for (int i = variant.equals("full") ? 1 : WARM_UPS; i > 0; i--) {
            Workload.scan(loaded, Workload.machine());
        }
    }

    private static void warm(Series series, String variant, byte[] policy) {
        var loaded = Workload.load(policy);
        for (int i = variant.equals("full") ? 1 : WARM_RUNS_EACH; i > 0; i--) {
            long start = System.nanoTime();
            Workload.scan(loaded, Workload.machine());
            series.add((System.nanoTime() - start) / 1e6);
        }
    }

    private double realAgent(Path policy) throws IOException, InterruptedException {
        var child = Child.run(List.of(realAgent, policy.toString()));
        if (child.exitCode() != 0) {
            throw new IOException(realAgent + " failed: " + child.output());
        }
        return Double.parseDouble(child.output().strip());
    }
}
