package dev.rampart.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** YAML files, sent to the API server as {@code kubectl apply --server-side} does. */
public record Manifests(KubernetesClient client) {

    private static final String FIELD_MANAGER = "rampart-testkit";
    private static final long ESTABLISHED_SECONDS = 30;

    /** @param path a file with any number of documents, or a folder whose YAML files are taken in order of name */
    public void apply(Path path) {
        for (var file : files(path)) {
            try (var in = Files.newInputStream(file)) {
                client.load(in).items().stream().filter(Objects::nonNull).forEach(item -> apply(file, item));
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }
    }

    private void apply(Path file, HasMetadata item) {
        try {
            client.resource(item).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
        } catch (KubernetesClientException e) {
            throw new IllegalStateException(
                    file.getFileName() + ": " + item.getKind() + " "
                            + item.getMetadata().getName() + ": " + e.getMessage(),
                    e);
        }
        if (item instanceof CustomResourceDefinition crd) {
            awaitServed(crd);
        }
    }

    /** Established alone is not enough: for a moment more the server may answer 404 to requests for the kind. */
    private void awaitServed(CustomResourceDefinition crd) {
        var name = crd.getMetadata().getName();
        Awaitility.await("CustomResourceDefinition " + name + " to be served")
                .atMost(ESTABLISHED_SECONDS, SECONDS)
                .until(() -> isEstablished(name) && isServed(crd));
    }

    private boolean isEstablished(String name) {
        var crd = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .get();
        return crd != null
                && crd.getStatus() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(c -> "Established".equals(c.getType()) && "True".equals(c.getStatus()));
    }

    private boolean isServed(CustomResourceDefinition crd) {
        var spec = crd.getSpec();
        return spec.getVersions().stream()
                .allMatch(v -> client.raw("/apis/" + spec.getGroup() + "/" + v.getName() + "/"
                                + spec.getNames().getPlural() + "?limit=1")
                        != null);
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(
                            f -> f.toString().endsWith(".yaml") || f.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
