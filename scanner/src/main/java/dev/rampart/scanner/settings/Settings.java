package dev.rampart.scanner.settings;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one scanner is told by its pod.
 *
 * @param nodeName name of the node and so of its NodeScan
 * @param podUid empty when the pod does not say; then the files tripwire cannot be proven
 * @param hostRoot where the node's root is mounted
 * @param kubeletDir the kubelet's directory, as a path on the node
 * @param apiServer root of the API server, without a path
 */
public record Settings(
        String nodeName,
        Optional<String> podUid,
        Path hostRoot,
        Path kubeletDir,
        URI apiServer,
        Path tokenFile,
        Path caFile) {

    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    /** An object name as Kubernetes allows it for nodes; also keeps the name from leaving its place in a URL. */
    private static final Pattern DNS_NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    private static final Pattern UID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:-]{1,253}");

    /** A setting that is missing or wrong; the message is one sentence that names it. */
    public static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message);
        }
    }

    /** @throws Invalid for the first setting that is missing or wrong */
    public static Settings fromEnvironment() throws Invalid {
        return from(System.getenv());
    }

    static Settings from(Map<String, String> env) throws Invalid {
        var nodeName = required(env, "NODE_NAME", "set it from the field spec.nodeName of the pod");
        if (!DNS_NAME.matcher(nodeName).matches()) {
            throw new Invalid("NODE_NAME is \"" + nodeName + "\", which is no name of a Kubernetes node.");
        }
        var podUid = Optional.ofNullable(env.get("POD_UID")).filter(uid -> !uid.isBlank());
        if (podUid.isPresent() && !UID.matcher(podUid.get()).matches()) {
            throw new Invalid(
                    "POD_UID is \"" + podUid.get() + "\", which is no uid; set it from the field metadata.uid.");
        }
        return new Settings(
                nodeName,
                podUid,
                absolute(env, "HOST_ROOT", "/host"),
                absolute(env, "KUBELET_DIR", "/var/lib/kubelet"),
                apiServer(env),
                SERVICE_ACCOUNT.resolve("token"),
                SERVICE_ACCOUNT.resolve("ca.crt"));
    }

    private static URI apiServer(Map<String, String> env) throws Invalid {
        var why = "the kubelet sets it in every pod, so the scanner seems to run outside a cluster";
        var host = required(env, "KUBERNETES_SERVICE_HOST", why);
        if (!HOST.matcher(host).matches()) {
            throw new Invalid(
                    "KUBERNETES_SERVICE_HOST is \"" + host + "\", which is neither an address nor a host name.");
        }
        var text = required(env, "KUBERNETES_SERVICE_PORT", why);
        return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port(text));
    }

    private static int port(String text) throws Invalid {
        if (text.matches("[0-9]{1,5}")) {
            var port = Integer.parseInt(text);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        }
        throw new Invalid("KUBERNETES_SERVICE_PORT is \"" + text + "\"; expected a port from 1 to 65535.");
    }

    private static String required(Map<String, String> env, String name, String whatToDo) throws Invalid {
        var value = env.get(name);
        if (value == null || value.isBlank()) {
            throw new Invalid(name + " is not set: " + whatToDo + ".");
        }
        return value;
    }

    private static Path absolute(Map<String, String> env, String name, String fallback) throws Invalid {
        var text = env.getOrDefault(name, fallback);
        try {
            var path = Path.of(text).normalize();
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new Invalid(name + " is \"" + text + "\", which is no path: " + e.getReason() + ".");
        }
        throw new Invalid(name + " is \"" + text + "\"; expected an absolute path such as " + fallback + ".");
    }
}
