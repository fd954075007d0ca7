package dev.rampart.policy.model;

/** How the rules of a check are joined, as in Wazuh's SCA policies. */
public enum Condition {
    ALL,
    ANY,
    NONE
}
