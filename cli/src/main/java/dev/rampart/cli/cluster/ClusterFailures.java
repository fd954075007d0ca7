package dev.rampart.cli.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a user reads when the cluster did not do what was asked. */
public final class ClusterFailures {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private ClusterFailures() {}

    /** @return what happened and what to do; empty when the failure is none of the cluster's */
    public static Optional<String> inWords(Throwable failure) {
        return failure instanceof KubernetesClientException e ? Optional.of(words(e)) : Optional.empty();
    }

    private static String words(KubernetesClientException e) {
        if (e.getStatus() == null && e.getCode() <= 0) {
            return "The cluster does not answer: " + root(e)
                    + ". Is it running, and do --kubeconfig and --context name it?";
        }
        return switch (e.getCode()) {
            case UNAUTHORIZED -> "The API server does not accept the credentials of the kubeconfig: " + reason(e);
            case FORBIDDEN -> "The user of the kubeconfig lacks a right: " + reason(e);
            case NOT_FOUND ->
                "The cluster does not know this kind: " + reason(e)
                        + ". Is Rampart installed? kubectl apply --server-side -f crds/src/main/resources/META-INF/fabric8";
            default -> "The API server refused: " + reason(e);
        };
    }

    private static String reason(KubernetesClientException e) {
        var status = e.getStatus();
        if (status != null && status.getMessage() != null) {
            return status.getMessage();
        }
        return e.getCode() == NOT_FOUND ? "404 page not found" : String.valueOf(e.getMessage());
    }

    /** The first failure of the network says what happened; those around it only say which request it was. */
    private static String root(Throwable failure) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            switch (at) {
                case UnknownHostException e -> {
                    return "nobody knows the host " + e.getMessage();
                }
                case HttpTimeoutException _ -> {
                    return "no answer in time";
                }
                case ConnectException _ -> {
                    return "no connection";
                }
                case SSLException e -> {
                    return "its certificate or ours is not accepted (" + e.getMessage() + ")";
                }
                default -> {}
            }
        }
        return String.valueOf(failure.getMessage());
    }
}
