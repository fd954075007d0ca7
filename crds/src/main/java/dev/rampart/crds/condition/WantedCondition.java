package dev.rampart.crds.condition;

/**
 * A condition as a status writer wants it; {@link Conditions#merge} adds times and generation.
 *
 * @param message a sentence that says what was found and what to do
 */
public record WantedCondition(ConditionType type, ConditionStatus status, ConditionReason reason, String message) {}
