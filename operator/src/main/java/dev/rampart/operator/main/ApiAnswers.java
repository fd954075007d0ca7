package dev.rampart.operator.main;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * How the operator reads the API server's answers, with two differences from the library.
 *
 * <p>An answer that is not whole JSON of the expected kind is a failure like any other. As the library reports it, with
 * Jackson's exception inside, the framework takes it for an incompatible kind and stops the informer for ever, and with
 * it the operator: half an answer from a load balancer would be enough.
 *
 * <p>What no cache keeps of kinds that come by the thousand is skipped, not bound: a start in a large cluster is bound by
 * the processor (docs/performance.md).
 */
final class ApiAnswers extends KubernetesSerialization {

    /** Of nodes and of our own kinds; those of namespaces and ConfigMaps are read, to name who changed them. */
    interface WithoutManagedFields {
        @JsonIgnoreProperties("managedFields")
        ObjectMeta getMetadata();
    }

    @JsonIgnoreProperties("images")
    interface WithoutImages {}

    ApiAnswers() {
        super(
                new ObjectMapper()
                        .addMixIn(Node.class, WithoutManagedFields.class)
                        .addMixIn(CustomResource.class, WithoutManagedFields.class)
                        .addMixIn(NodeStatus.class, WithoutImages.class),
                true);
    }

    /** Without cause, see above; its text may hold what was read, so only the class is named. */
    static final class NotWholeException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        NotWholeException(Exception e) {
            super("the API server's answer is not whole, or not of the expected kind ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private static <T> T whole(Supplier<T> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            throw new NotWholeException(e);
        }
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as it is inherited
    public <T> T unmarshal(InputStream in) {
        return whole(() -> super.unmarshal(in));
    }

    @Override
    public <T> T unmarshal(InputStream in, TypeReference<T> type) {
        return whole(() -> super.unmarshal(in, type));
    }

    @Override
    public <T> T unmarshal(InputStream in, Class<T> type) {
        return whole(() -> super.unmarshal(in, type));
    }

    @Override
    public <T> T unmarshal(String text, Class<T> type) {
        return whole(() -> super.unmarshal(text, type));
    }

    @Override
    public <T> T unmarshal(String text, TypeReference<T> type) {
        return whole(() -> super.unmarshal(text, type));
    }
}
