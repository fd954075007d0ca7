package dev.rampart.e2e;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Secrets planted where Rampart may come across them, each with a value of its own, so that a find names its place. */
final class Canaries {

    private static final List<String> NAMESPACES = List.of(Names.SYSTEM, Names.NODES, "default", "kube-system");
    private static final String NAME = "canary";
    private static final String FOLDER = "/opt/canary";

    private final KubernetesClient client;
    private final NodeCluster nodes;
    private final String node;
    private final Map<String, String> places = new LinkedHashMap<>();

    Canaries(KubernetesClient client, NodeCluster nodes, String node) {
        this.client = client;
        this.nodes = nodes;
        this.node = node;
    }

    /** Value to place. */
    Map<String, String> all() {
        return places;
    }

    private String value(String place) {
        var value = "Cnry" + UUID.randomUUID().toString().replace("-", "").substring(0, 14);
        places.put(value, place);
        return value;
    }

    void plantInTheCluster() {
        for (var namespace : NAMESPACES) {
            client.resource(new SecretBuilder()
                            .withNewMetadata()
                            .withName(NAME)
                            .withNamespace(namespace)
                            .endMetadata()
                            .addToStringData("password", value("Secret in " + namespace))
                            .build())
                    .serverSideApply();
        }
        // It need not run: its environment stands in its spec.
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .withNamespace("default")
                        .endMetadata()
                        .withNewSpec()
                        .addToNodeSelector("no-such", "node")
                        .addNewContainer()
                        .withName("c")
                        .withImage("rampart.dev/none:none")
                        .addNewEnv()
                        .withName("DB_PASSWORD")
                        .withValue(value("environment of a foreign pod"))
                        .endEnv()
                        .withArgs("--token=" + value("arguments of a foreign pod"))
                        .endContainer()
                        .endSpec()
                        .build())
                .serverSideApply();
    }

    /** In the very files, processes and settings that checks of the catalogue read, and beside them. */
    void plantOnTheNode() {
        sh("mkdir -p " + FOLDER + " && cp -p /etc/shadow /etc/ssh/sshd_config /var/lib/kubelet/config.yaml " + FOLDER);
        append(
                "/etc/shadow",
                "canary:$6$" + value("hash in /etc/shadow") + "$" + value("hash in /etc/shadow") + ":1::::::");
        append("/etc/ssh/sshd_config", "# password: " + value("comment in sshd_config"));
        // In front: evidence shows the beginning of what was seen, and the check joins the lines.
        prepend("/var/lib/kubelet/config.yaml", "# token: " + value("token in the kubelet's configuration"));
        prepend(
                "/var/lib/kubelet/config.yaml",
                "# https://admin:" + value("URL in the kubelet's configuration") + "@host/");
        append(
                FOLDER + "/id_rsa",
                "-----BEGIN OPENSSH PRIVATE KEY-----\n" + value("key file") + "\n-----END OPENSSH PRIVATE KEY-----");
        // comm is the file's name, so that the checks of the kubelet's command line see it.
        sh("cp /bin/sleep " + FOLDER + "/kubelet");
        start("SECRET_KEY=" + value("environment of a process") + " setsid " + FOLDER + "/kubelet 3600");
        start("setsid bash -c 'exec -a \"kubelet --anonymous-auth=true --bootstrap-token="
                + value("command line of a process named kubelet") + " --password "
                + value("word behind --password of a process") + "\" " + FOLDER + "/kubelet 3600'");
    }

    private void start(String command) {
        sh(command + " </dev/null >/dev/null 2>&1 & echo $! >>" + FOLDER + "/pids");
    }

    private void prepend(String file, String line) {
        sh("sed -i '1i " + line + "' " + file);
    }

    private void append(String file, String lines) {
        sh("cat >>" + file + " <<'END'\n" + lines + "\nEND");
    }

    private void sh(String line) {
        nodes.sh(node, line);
    }

    void remove() {
        sh("kill $(cat " + FOLDER + "/pids); cp -p " + FOLDER + "/shadow /etc/shadow && cp -p " + FOLDER
                + "/sshd_config /etc/ssh/sshd_config && cp -p " + FOLDER
                + "/config.yaml /var/lib/kubelet/config.yaml && rm -r " + FOLDER);
        NAMESPACES.forEach(n -> client.secrets().inNamespace(n).withName(NAME).delete());
        client.pods().inNamespace("default").withName(NAME).withGracePeriod(0).delete();
    }
}
