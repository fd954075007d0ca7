package dev.rampart.scanner.checkset;

import dev.rampart.policy.checkset.CheckSet;
import dev.rampart.policy.checkset.CheckSetCodec;
import dev.rampart.scanner.api.ApiFailure;
import dev.rampart.scanner.plan.AssignedSet;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Check sets by digest: what is given out is exactly what the digest names. One user. */
public final class CheckSets {

    static final String KEY = "checks.json";

    /** Where documents come from; {@code ConfigMaps::read}. */
    public interface Origin {
        Optional<String> read(String configMap, String key) throws ApiFailure;
    }

    private final Origin origin;
    private final Map<String, CheckSet> loaded = new HashMap<>();

    public CheckSets(Origin origin) {
        this.origin = origin;
    }

    /** Asks the origin only for what is not in memory. */
    public Document get(AssignedSet assigned) {
        var known = loaded.get(assigned.digest());
        if (known != null) {
            return new Document.Loaded(known);
        }
        var name = "ConfigMap rampart-nodes/" + assigned.configMap();
        Optional<String> text;
        try {
            text = origin.read(assigned.configMap(), KEY);
        } catch (ApiFailure failure) {
            return failed(name, failure);
        }
        if (text.isEmpty()) {
            return new Document.Rejected(name + " has no key " + KEY);
        }
        return decode(name, assigned, text.get());
    }

    /** Forgets every set that is not assigned any more. */
    public void retain(Set<String> digests) {
        loaded.keySet().retainAll(digests);
    }

    private Document decode(String name, AssignedSet assigned, String text) {
        if (text.length() > CheckSetCodec.MAX_BYTES) {
            return new Document.Rejected(
                    name + " holds " + text.length() + " characters, more than " + CheckSetCodec.MAX_BYTES);
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var digest = CheckSetCodec.digest(bytes);
        if (!digest.equals(assigned.digest())) {
            return new Document.Rejected(name + " has the digest " + shortened(digest) + ", but "
                    + shortened(assigned.digest()) + " is assigned; its content was changed or mixed up");
        }
        try {
            var set = CheckSetCodec.decode(bytes);
            loaded.put(assigned.digest(), set);
            return new Document.Loaded(set);
        } catch (IllegalArgumentException e) {
            return new Document.Rejected(name + " (digest " + shortened(digest) + ") is " + e.getMessage());
        }
    }

    private static Document failed(String name, ApiFailure failure) {
        return switch (failure.kind()) {
            case NOT_FOUND -> new Document.Rejected(name + " does not exist; the operator makes it again");
            case TOO_LARGE -> new Document.Rejected(name + " is too large for a check set");
            case FORBIDDEN ->
                new Document.Rejected(name + " may not be read: the Role rampart-scanner in rampart-nodes must allow"
                        + " to get configmaps");
            case UNAUTHORIZED, EXPIRED, BUSY, REFUSED, SERVER, UNREACHABLE, MALFORMED ->
                new Document.Unavailable(name + " cannot be read now", failure.retryAfter());
        };
    }

    private static String shortened(String digest) {
        return digest.substring(0, 16);
    }
}
