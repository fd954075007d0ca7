package dev.rampart.operator.security;

import dev.rampart.testkit.ApiServerExtension;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The pods that install/ and the chart make, by kind and name of what makes them. */
final class ShippedWorkloads {

    static final String OPERATOR = "Deployment/rampart-operator";
    static final String SCANNER = "DaemonSet/rampart-scanner";

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private ShippedWorkloads() {}

    /** Installs what ships but the workloads, for which there is no node. */
    static void installRights(ApiServerExtension api) {
        api.installCrds();
        for (var file : List.of("00-namespaces", "10-operator-rbac", "11-scanner-rbac", "20-scanner-admission")) {
            api.apply(api.root().resolve("install/" + file + ".yaml"));
        }
    }

    /** The folders of what people may install: the plain files, and the chart with each set of values of its golden tests. */
    static List<Path> renderings(Path root) {
        try (Stream<Path> golden = Files.list(root.resolve("helm/src/test/golden"))) {
            return Stream.concat(Stream.of(root.resolve("install")), golden.sorted())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, PodSpec> pods(Path root) {
        return podsOf(root.resolve("install"));
    }

    /** Read anew at each call, so that a test may change what it got. */
    static Map<String, PodSpec> podsOf(Path rendering) {
        var result = new TreeMap<String, PodSpec>();
        try (Stream<Path> files = Files.list(rendering)) {
            files.filter(f -> f.toString().endsWith(".yaml"))
                    .filter(f -> !f.endsWith("in-values.yaml"))
                    .sorted()
                    .flatMap(ShippedWorkloads::objects)
                    .forEach(o -> pod(o).ifPresent(p ->
                            result.put(o.getKind() + "/" + o.getMetadata().getName(), p)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result;
    }

    private static Stream<HasMetadata> objects(Path file) {
        try (var in = Files.newInputStream(file)) {
            Object documents = YAML.unmarshal(in);
            var all = documents instanceof Collection<?> many ? many : List.of(documents);
            return all.stream().filter(HasMetadata.class::isInstance).map(HasMetadata.class::cast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<PodSpec> pod(HasMetadata object) {
        return switch (object) {
            case Deployment d -> Optional.of(d.getSpec().getTemplate().getSpec());
            case DaemonSet d -> Optional.of(d.getSpec().getTemplate().getSpec());
            case Job j -> Optional.of(j.getSpec().getTemplate().getSpec());
            case CronJob j ->
                Optional.of(j.getSpec().getJobTemplate().getSpec().getTemplate().getSpec());
            default -> Optional.empty();
        };
    }
}
