package dev.rampart.e2e;

import static dev.rampart.e2e.RampartOnNodes.NODE_A;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.VolumeMountStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The scanner looks and does not touch. */
class ReadOnlyHostE2E {

    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    /** containerd before 1.7 cannot make submounts read-only; the kubelet must then say so, not pretend. */
    @Test
    void theKubeletSaysHowFarTheHostIsReadOnly() {
        var mounts = RAMPART
                .client()
                .pods()
                .inNamespace(Names.NODES)
                .withLabel("app.kubernetes.io/component", "scanner")
                .list()
                .getItems()
                .stream()
                .flatMap(p -> p.getStatus().getContainerStatuses().stream())
                .flatMap(c -> Optional.ofNullable(c.getVolumeMounts()).orElse(List.of()).stream())
                .filter(m -> m.getMountPath().equals("/host"))
                .toList();

        assertThat(mounts).hasSize(2).allMatch(VolumeMountStatus::getReadOnly);
        assertThat(mounts).extracting(VolumeMountStatus::getRecursiveReadOnly).isSubsetOf("Enabled", "Disabled");
    }

    @Test
    void theRootOfTheHostIsMountedReadOnlyInTheScanner() {
        var mount =
                RAMPART.nodes().sh(NODE_A, "grep ' /host ' /proc/$(pgrep -f -n '[r]ampart/scanner.args')/mountinfo");

        assertThat(mount).matches(".* /host ro[, ].*");
    }
}
