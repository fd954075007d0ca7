package dev.rampart.policy.regex;

import org.jspecify.annotations.Nullable;

public record PcreMatch(String whole, @Nullable String group1, boolean laterGroupSet, int groupCount) {}
