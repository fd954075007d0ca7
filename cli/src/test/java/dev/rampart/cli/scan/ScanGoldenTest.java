package dev.rampart.cli.scan;

import dev.rampart.policy.host.CommandResult;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.MemoryHost;
import dev.rampart.testkit.GoldenFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** {@code in-policy.yaml} on a declared host, with the options of {@code in-args.txt}, in every form. */
class ScanGoldenTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @TestFactory
    Stream<DynamicTest> cases() {
        return GoldenFolder.cases(Path.of("src/test/golden/scan"), this::print);
    }

    private static Host host() {
        return MemoryHost.builder()
                .file("/etc/issue", "Authorised use only\n")
                .file("/etc/ssh/sshd_config", "Port 22\nPermitRootLogin yes\n")
                .file("/etc/app.conf", "user = app\npassword = hunter2\n")
                .unreadableFile("/etc/shadow")
                .command(List.of("slow", "--forever"), new CommandResult.TimedOut())
                .command(List.of("broken"), new CommandResult.NotStarted("exec format error"))
                .command(
                        List.of("sysctl", "-n", "kernel.dmesg_restrict"),
                        new CommandResult.Finished(0, "1\n".getBytes(StandardCharsets.US_ASCII), false, true))
                .build();
    }

    private Map<String, String> print(SortedMap<String, String> in) {
        var policy = folder.resolve("policy.yaml");
        try {
            Files.writeString(policy, Objects.requireNonNull(in.get("in-policy.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var words = new ArrayList<>(List.of("--policy", policy.toString()));
        if (in.containsKey("in-args.txt")) {
            words.addAll(List.of(in.get("in-args.txt").strip().split(" ", -1)));
        }
        var table = run(words);
        return Map.of(
                "out-table.txt", table.out(),
                "out-stderr.txt", table.err() + "exit code " + table.exit() + "\n",
                "out-explain.txt", run(words, "--explain").out(),
                "out-json.json", run(words, "-o", "json", "--explain").out(),
                "out-sarif.json", run(words, "-o", "sarif").out());
    }

    private Run run(List<String> words, String... more) {
        var all = new ArrayList<>(words);
        all.addAll(List.of(more));
        var run = Run.scan(Run.on(host()), all);
        return new Run(run.exit(), withoutFolder(run.out()), withoutFolder(run.err()));
    }

    private String withoutFolder(String text) {
        return text.replace(folder.toString(), "/folder");
    }
}
