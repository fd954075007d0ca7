package dev.rampart.operator;

import dev.rampart.operator.checkset.ClusterPlan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Objects as text, for golden folders. */
public final class Yaml {

    private Yaml() {}

    public static Path folder(String name) {
        return Path.of(Objects.requireNonNull(System.getProperty("rampart.root")), "operator/src/test/golden", name);
    }

    public static <T extends HasMetadata> List<T> all(@Nullable String text, Class<T> type) {
        return Arrays.stream(Objects.requireNonNullElse(text, "").split("(?m)^---$"))
                .filter(d -> !d.isBlank())
                .map(d -> Serialization.unmarshal(d, type))
                .toList();
    }

    public static String text(String verb, HasMetadata object) {
        return "# " + verb + "\n" + Serialization.asYaml(object);
    }

    /** Digests change with every change of the catalogue; a golden file names the set instead. */
    public static String withoutDigests(String text, ClusterPlan plan) {
        var result = text;
        for (var set : plan.plans().stream().flatMap(p -> p.sets().stream()).toList()) {
            var name =
                    "<" + set.policy() + " " + set.role().id() + " " + set.set().schedule() + ">";
            result = result.replace(set.digest(), name)
                    .replace(set.configMap(), "rampart-checks-" + name)
                    .replace(set.digest().substring(0, 12), name);
        }
        return result;
    }
}
