package dev.rampart.crds.generate;

import static java.util.Comparator.comparingInt;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rampart.crds.v1alpha1.Api;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the generator cannot know or gets wrong: see the comments, each is one such thing. */
record Refinement(Map<String, Class<?>> kinds) implements CRDPostProcessor {

    /**
     * What the server shows while nobody has written a status. Tools that follow kstatus take an object without any
     * condition for done; this one is seen to wait. The time is that of Unix's beginning because a default cannot know
     * when the object was made; nothing but the default ever has it.
     */
    private static final JsonNode UNSEEN = Serialization.unmarshal("""
            observedGeneration: -1
            conditions:
            - type: Ready
              status: Unknown
              reason: Pending
              message: waiting for the operator
              lastTransitionTime: "1970-01-01T00:00:00Z"
            """, JsonNode.class);

    @Override
    public HasMetadata process(HasMetadata generated, String version) {
        var crd = (CustomResourceDefinition) generated;
        var names = crd.getSpec().getNames();
        var kind = kinds.get(names.getKind());
        if (kind == null) {
            throw new IllegalStateException("the kind " + names.getKind() + " is not in the list of kinds");
        }
        names.setCategories(List.of(Api.CATEGORY));
        for (var served : crd.getSpec().getVersions()) {
            refine(served, kind, names.getKind());
        }
        return crd;
    }

    private static void refine(CustomResourceDefinitionVersion version, Class<?> kind, String name) {
        var root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription(kind.getAnnotation(JsonClassDescription.class).value());
        orderColumns(version, kind);
        var spec = property(root, "spec");
        if (spec.getProperties() == null || spec.getProperties().isEmpty()) {
            // A kind without a spec is generated with an empty one, into which anything could be written unnoticed.
            root.getProperties().remove("spec");
        } else {
            root.setRequired(List.of("spec"));
            spec.setDescription("What is wanted.");
        }
        var status = property(root, "status");
        status.setDescription("What was found.");
        if (status.getProperties().containsKey("conditions")) {
            status.setDefault(unseen(status));
        }
        root.getProperties().forEach((child, schema) -> visitChildren(name + "." + child, schema));
    }

    /** A report is a row that people read: it is never blank where it says how things stand. */
    private static JsonNode unseen(JSONSchemaProps status) {
        ObjectNode unseen = UNSEEN.deepCopy();
        if (status.getProperties().containsKey("result")) {
            unseen.put("result", "Unknown").put("score", 0).put("coverage", 0);
        }
        return unseen;
    }

    private static JSONSchemaProps property(JSONSchemaProps root, String name) {
        return Objects.requireNonNull(root.getProperties().get(name), name);
    }

    /** The generator sorts by path; a table is read in the order in which the kind declares its columns. */
    private static void orderColumns(CustomResourceDefinitionVersion version, Class<?> kind) {
        var order = Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        version.setAdditionalPrinterColumns(version.getAdditionalPrinterColumns().stream()
                .sorted(comparingInt((CustomResourceColumnDefinition column) -> order.indexOf(column.getName())))
                .map(Refinement::withoutPriorityZero)
                .toList());
    }

    /** The server drops a zero, so that a second kubectl apply would find a difference for ever. */
    private static CustomResourceColumnDefinition withoutPriorityZero(CustomResourceColumnDefinition column) {
        if (Objects.equals(column.getPriority(), 0)) {
            column.setPriority(null);
        }
        return column;
    }

    private static void visit(String path, JSONSchemaProps schema) {
        if (schema.getDescription() == null && !path.endsWith("]") && !path.endsWith("}")) {
            throw new IllegalStateException(path + " has no description: add @JsonPropertyDescription");
        }
        // A rule on a record component is found twice, on the field and on the accessor, and then the server refuses
        // the definition under server-side apply.
        var rules = schema.getXKubernetesValidations();
        if (rules != null) {
            schema.setXKubernetesValidations(rules.stream().distinct().toList());
        }
        Bounds.set(path, schema);
        visitChildren(path, schema);
    }

    private static void visitChildren(String path, JSONSchemaProps schema) {
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, child) -> visit(path + "." + name, child));
        }
        if (schema.getItems() != null) {
            visit(path + "[]", schema.getItems().getSchema());
        }
        if (schema.getAdditionalProperties() != null) {
            visit(path + "{}", schema.getAdditionalProperties().getSchema());
        }
    }
}
