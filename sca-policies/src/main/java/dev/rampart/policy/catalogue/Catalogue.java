package dev.rampart.policy.catalogue;

import dev.rampart.policy.model.Check;
import dev.rampart.policy.model.Framework;
import dev.rampart.policy.model.Mapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The checks that ship with the product. Immutable. */
public final class Catalogue {

    /** One file per area. A jar cannot be asked for its files in a portable way, so they are named here. */
    static final List<String> FILES =
            List.of("files.yaml", "kubelet.yaml", "network.yaml", "processes.yaml", "ssh.yaml", "units.yaml");

    private final List<Check> checks;

    private Catalogue(List<Check> checks) {
        this.checks =
                checks.stream().sorted(Comparator.comparingInt(Check::number)).toList();
    }

    /**
     * @throws IllegalStateException when a file of the jar is not valid, naming file, line and field
     */
    public static Catalogue load() {
        var reader = new CheckReader();
        for (var file : FILES) {
            reader.read(file, resource(file));
        }
        return new Catalogue(reader.checks());
    }

    private static String resource(String file) {
        try (var in = Catalogue.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + ": is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(file + ": cannot be read", e);
        }
    }

    /** All checks, by {@link Check#number}. */
    public List<Check> checks() {
        return checks;
    }

    public Optional<Check> find(String id) {
        return checks.stream().filter(c -> c.id().equals(id)).findFirst();
    }

    /**
     * The checks that a policy which chooses the framework asks for, by number: those with a
     * {@link Mapping.Strength#DIRECT direct} mapping to it. A supporting mapping is no reason to ask, because its
     * result could never turn a control of the framework green or red.
     */
    public List<Check> checksFor(Framework framework) {
        return checks.stream()
                .filter(c -> c.mappings().stream()
                        .anyMatch(m -> m.framework() == framework && m.strength() == Mapping.Strength.DIRECT))
                .toList();
    }
}
