package dev.rampart.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process from its start to its end.
 *
 * @param millis wall clock
 * @param peakMib largest resident memory, as the kernel kept it; read every few milliseconds, so the last of them may miss
 */
record Child(double millis, double peakMib, int exitCode, String output) {

    private static final double KIB_PER_MIB = 1024;

    static Child run(List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile("bench", ".out");
        try {
            long start = System.nanoTime();
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            double peak = 0;
            do {
                peak = Math.max(peak, peak(process.pid()));
            } while (!process.waitFor(2, TimeUnit.MILLISECONDS));
            double millis = (System.nanoTime() - start) / 1e6;
            return new Child(millis, peak, process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    private static double peak(long pid) {
        try {
            for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB;
                }
            }
        } catch (IOException e) {
            return 0; // It has just ended.
        }
        return 0;
    }
}
