package dev.rampart.policy.lint;

import dev.rampart.policy.yaml.Position;

/**
 * @param message what is so and what follows from it, without file and place
 * @param fix what to write instead
 */
public record Finding(LintCode code, Severity severity, Position at, String message, String fix) {}
