package dev.rampart.bench;

import dev.rampart.policy.regex.OsRegex;
import dev.rampart.policy.regex.PatternRefused;
import dev.rampart.policy.regex.Pcre;
import dev.rampart.policy.regex.StepBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
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

/** One pattern against each line of a file like an sshd_config of 120 lines; only the last line matches. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first
public class PatternBenchmark {

    private List<String> lines;
    private OsRegex osRegex;
    private Pcre pcre;
    private Pattern javaPattern;

    @Setup
    public void prepare() throws PatternRefused {
        lines = new ArrayList<>();
        for (int i = 0; i < 119; i++) {
            lines.add(i % 2 == 0 ? "#Option" + i + " yes and a remark on it" : "  PermitSomething" + i + "\tno");
        }
        lines.add("  PermitRootLogin  no");
        osRegex = OsRegex.compile("^\\s*PermitRootLogin\\s+no\\s*$");
        var pattern = "^\\s*PermitRootLogin\\s+no\\s*$";
        pcre = switch (Pcre.compile(pattern, Set.of(Pcre.Flag.CASELESS, Pcre.Flag.MULTILINE))) {
            case Pcre.Compiled(var compiled) -> compiled;
            case Pcre.Refused r -> throw new IllegalStateException(r.message());
            case Pcre.Unsupported u -> throw new IllegalStateException(u.message());
        };
        javaPattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }

    @Benchmark
    public int osRegex() {
        var budget = new StepBudget(StepBudget.STEPS_PER_RULE);
        int found = 0;
        for (var line : lines) {
            found += osRegex.matches(line, budget) ? 1 : 0;
        }
        return found;
    }

    @Benchmark
    public int pcre() {
        var budget = new StepBudget(StepBudget.STEPS_PER_RULE);
        int found = 0;
        for (var line : lines) {
            found += pcre.find(line, budget) != null ? 1 : 0;
        }
        return found;
    }

    /** For comparison; the engine does not use it. */
    @Benchmark
    public int javaRegex() {
        int found = 0;
        for (var line : lines) {
            found += javaPattern.matcher(line).find() ? 1 : 0;
        }
        return found;
    }
}
