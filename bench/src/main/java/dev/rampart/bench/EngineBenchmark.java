package dev.rampart.bench;

import dev.rampart.policy.eval.PolicyResult;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.language.Policy;
import dev.rampart.policy.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Loading a policy, and scanning this machine with it; {@code -Drampart.bench.policy=FILE} takes that one instead of the made up one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first
public class EngineBenchmark {

    private byte[] file;
    private Policy policy;
    private Host host;

    @Setup
    public void prepare() throws IOException, YamlProblem {
        var given = System.getProperty("rampart.bench.policy", "");
        file = given.isEmpty() ? Workload.own() : Workload.withoutCommands(Files.readAllBytes(Path.of(given)));
        policy = Workload.load(file);
        host = Workload.machine();
    }

    @Benchmark
    public Policy load() {
        return Workload.load(file);
    }

    @Benchmark
    public PolicyResult scanWithoutCommands() {
        return Workload.scan(policy, host);
    }
}
