package dev.rampart.scanner.plan;

import java.util.Optional;

/**
 * A check set that this node has to evaluate.
 *
 * @param digest 64 hex digits
 * @param configMap name of the ConfigMap in {@code rampart-nodes} that holds the document
 * @param timetable empty while the policy is suspended: then only rechecks evaluate
 */
public record AssignedSet(String digest, String configMap, String policy, Optional<Timetable> timetable) {}
