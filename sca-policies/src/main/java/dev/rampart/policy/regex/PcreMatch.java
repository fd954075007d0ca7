package dev.rampart.policy.regex;

import org.jspecify.annotations.Nullable;

/**
 * @param group1 null when there is no first group, or it took no part
 * @param laterGroupSet whether some group behind the first took part
 * @param groupCount groups of the pattern
 */
public record PcreMatch(String whole, @Nullable String group1, boolean laterGroupSet, int groupCount) {}
