package dev.rampart.testkit.rights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is wrong with the rights of an account, seen from what it did. Pure. */
public final class Judgement {

    private Judgement() {}

    /**
     * @param used what was let through
     * @param refused what the API server answered with 403; of a right that is granted that is no finding, because a
     *     server that has just started refuses everybody until it has read the roles
     * @param neverUsed rights that nothing uses and that are needed nevertheless, each with its reason
     * @param provoked refusals that tests mean to cause, as the rights that were missing
     * @return one sentence per finding; empty when the rights are exactly the ones needed
     */
    public static List<String> of(
            Grants grants,
            Collection<Use> used,
            Collection<Use> refused,
            Map<Grant, String> neverUsed,
            Set<Grant> provoked) {
        var findings = new ArrayList<String>();
        for (var grant : grants.all()) {
            if (grant.isWildcard()) {
                findings.add(grant + ": a wildcard");
            } else if (used.stream().anyMatch(grant::covers)) {
                if (neverUsed.containsKey(grant)) {
                    findings.add(grant + ": is used, so it needs no exemption");
                }
            } else if (!neverUsed.containsKey(grant)) {
                findings.add(grant + ": granted and never used");
            }
        }
        neverUsed.keySet().stream()
                .filter(g -> !grants.all().contains(g))
                .forEach(g -> findings.add(g + ": exempt and not even granted"));
        refused.stream()
                .distinct()
                .filter(u -> grants.all().stream().noneMatch(g -> g.covers(u)))
                .filter(u -> provoked.stream().noneMatch(p -> p.covers(u)))
                .forEach(u -> findings.add(u + ": tried and refused"));
        return findings.stream().sorted().map(f -> grants.account() + ": " + f).toList();
    }
}
