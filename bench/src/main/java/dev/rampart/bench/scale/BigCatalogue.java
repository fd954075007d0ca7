package dev.rampart.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A catalogue of any size, as files. Put before the jars on the operator's class path they take the place of those that
 * ship: the operator itself is exactly what ships.
 */
final class BigCatalogue {

    /** The catalogue's own file names; each must be there, or the jar's is found. */
    private static final List<String> FILES =
            List.of("files.yaml", "kubelet.yaml", "network.yaml", "processes.yaml", "ssh.yaml", "units.yaml");

    private static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low");

    private BigCatalogue() {}

    /**
     * @param folder for the class path
     * @param checks at least one per file
     */
    static void write(Path folder, int checks) throws IOException {
        var place = Files.createDirectories(folder.resolve("dev/rampart/policy/catalogue"));
        for (int file = 0; file < FILES.size(); file++) {
            var text = new StringBuilder("checks:\n");
            for (int number = file + 1; number <= checks; number += FILES.size()) {
                text.append(check(number));
            }
            Files.writeString(place.resolve(FILES.get(file)), text);
        }
    }

    /** As long as those that ship, and mapped to two frameworks, so that reports have controls to sum up. */
    private static String check(int number) {
        return """
                  - id: bench-check-%1$04d
                    number: %1$d
                    title: 'Setting number %1$d of the benchmark is what it should be'
                    rationale: >-
                      A line that is as long as those that ship, so that memory and documents are as large as they would be.
                    severity: %2$s
                    remediation: >-
                      Set Setting%1$d yes in /etc/bench/section%3$d.conf and restart what reads it
                    facilities: [files]
                    roles: [control-plane, worker]
                    condition: all
                    rules:
                      - 'f:/etc/bench/section%3$d.conf -> r:^\\s*Setting%1$d\\s+yes$ && !r:^\\s*#\\s*Setting%1$d'
                      - 'not f:/etc/bench/section%3$d.conf -> r:^\\s*Setting%1$d\\s+no$'
                    mappings:
                      - framework: cis-linux
                        control: '%3$d.%1$d'
                        strength: direct
                        note: 'The item asks for exactly this setting.'
                      - framework: nist-800-53
                        control: 'CM-%3$d'
                        strength: direct
                        note: 'A setting of the baseline.'
                """.formatted(number, SEVERITIES.get(number % SEVERITIES.size()), number % 40 + 1);
    }
}
