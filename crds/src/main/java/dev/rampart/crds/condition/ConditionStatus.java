package dev.rampart.crds.condition;

/** The status of a condition. The Java name is what users see. */
public enum ConditionStatus {
    True,
    False,
    /** Not decided yet, or cannot be decided; never a polite word for False. */
    Unknown
}
