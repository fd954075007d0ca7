package dev.rampart.cli.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lists of cluster-scoped objects, fetched in pages, of which only what is asked for is kept. */
public final class Pages {

    /** A NodeScan may weigh 40 KiB: a page stays below 10 MB. */
    private static final long SIZE = 250;

    private Pages() {}

    /** @param keep called once per object; what it returns is all that stays in memory */
    public static <T extends HasMetadata, K> List<K> list(KubernetesClient client, Class<T> kind, Function<T, K> keep) {
        var kept = new ArrayList<K>();
        var next = "";
        do {
            var options = new ListOptionsBuilder().withLimit(SIZE);
            var page = client.resources(kind)
                    .list(
                            next.isEmpty()
                                    ? options.build()
                                    : options.withContinue(next).build());
            page.getItems().forEach(item -> kept.add(keep.apply(item)));
            next = page.getMetadata().getContinue() == null
                    ? ""
                    : page.getMetadata().getContinue();
        } while (!next.isEmpty());
        return kept;
    }
}
