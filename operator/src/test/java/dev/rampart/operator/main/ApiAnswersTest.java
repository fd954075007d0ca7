package dev.rampart.operator.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rampart.crds.v1alpha1.NodeScan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ApiAnswersTest {

    private static final String METADATA = """
            "metadata": {"name": "a", "uid": "u", "labels": {"l": "v"}, "managedFields": [{"manager": "m"}]}""";
    private static final String NODE = """
            {"kind": "Node", %s, "spec": {"unschedulable": true}, "status": {
            "images": [{"names": ["registry.example/a:1"], "sizeBytes": 5}], "phase": "Running",
            "nodeInfo": {"machineID": "m"}}}""".formatted(METADATA);

    private final KubernetesSerialization answers = new ApiAnswers();

    private <T extends HasMetadata> T read(String kind, Class<T> type) {
        return answers.unmarshal("{\"kind\": \"%s\", %s}".formatted(kind, METADATA), type);
    }

    @Test
    void ofNodesManagedFieldsAndImagesAreSkippedAndNothingElse() {
        var expected = new KubernetesSerialization().unmarshal(NODE, Node.class);
        expected.getMetadata().setManagedFields(null);
        expected.getStatus().setImages(null);
        assertThat(expected.getStatus().getNodeInfo().getMachineID()).isEqualTo("m");

        assertThat(normalised(answers.unmarshal(NODE, Node.class))).isEqualTo(normalised(expected));
        var page = "{\"kind\": \"NodeList\", \"items\": [%s]}".formatted(NODE);
        assertThat(answers.unmarshal(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)), NodeList.class)
                        .getItems())
                .extracting(ApiAnswersTest::normalised)
                .containsExactly(normalised(expected));
    }

    @Test
    void managedFieldsOfOurKindsAreSkipped() {
        var scan = read("NodeScan", NodeScan.class);
        assertThat(scan.getMetadata().getManagedFields()).isNullOrEmpty();
        assertThat(scan.getMetadata().getAdditionalProperties()).isEmpty();
        assertThat(scan.getMetadata().getLabels()).containsEntry("l", "v");
    }

    /** A condition names who changed a namespace's label or a check set. */
    @Test
    void managedFieldsOfNamespacesAndConfigMapsAreRead() {
        assertThat(read("Namespace", Namespace.class).getMetadata().getManagedFields())
                .hasSize(1);
        assertThat(read("ConfigMap", ConfigMap.class).getMetadata().getManagedFields())
                .hasSize(1);
    }

    @Test
    void halfAnAnswerIsNotWhole() {
        assertThatThrownBy(() -> answers.unmarshal(NODE.substring(0, NODE.length() / 2), Node.class))
                .isInstanceOf(ApiAnswers.NotWholeException.class)
                .hasNoCause();
    }

    /** An absent list is null or empty, as the reader pleases. */
    private static String normalised(Node node) {
        assertThat(node.getMetadata().getManagedFields()).isNullOrEmpty();
        NodeStatus status = node.getStatus();
        assertThat(status.getImages()).isNullOrEmpty();
        return new KubernetesSerialization().asJson(node);
    }
}
