package dev.rampart.policy.model;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Why a check is not applicable or unknown. The code is the byte that travels in a NodeScan; codes are never reused.
 */
public enum Reason {
    NONE(0, "decided"),

    NOT_EVALUATED(1, "not evaluated yet"),
    FILE_MISSING(2, "a file that the check reads does not exist"),
    COMMAND_SAYS_NOT_APPLICABLE(3, "the check's command ended with 127: it does not apply here or is not installed"),
    WRONG_NODE_ROLE(4, "the check is about nodes of another role"),
    VALUE_NOT_A_NUMBER(5, "a value that the check compares is not a number"),
    NOT_A_FILE(6, "what the check looks at is neither a file nor a directory where one is expected"),
    NETWORK_MOUNT(7, "a directory of the check is on a network mount, which Wazuh passes over"),
    NO_REGISTRY(8, "the check asks the registry of Windows"),
    REQUIREMENTS_NOT_MET(9, "the policy's requirements are not met here"),
    NO_RULES(10, "no rule of the check is understood by Wazuh"),

    FILES_TRIPWIRE(16, "the scanner does not provably see the node's files"),
    PROCESSES_TRIPWIRE(17, "the scanner does not provably see the node's processes"),
    NETWORK_TRIPWIRE(18, "the scanner is not provably in the node's network"),
    COMMAND_NOT_STARTED(32, "a command of the check could not be started"),
    COMMAND_TIMED_OUT(33, "a command of the check took too long"),
    OUTPUT_TRUNCATED(34, "a file or an output was not looked at whole: beyond a limit, or in pieces as Wazuh reads it"),
    PERMISSION_DENIED(35, "a file of the check could not be read"),
    SERVICE_MANAGER_UNREACHABLE(36, "systemctl did not reach a service manager"),
    RULE_NOT_SUPPORTED(37, "a rule uses a part of the policy language that this version does not evaluate"),
    PATTERN_TOO_EXPENSIVE(38, "a pattern used up its budget"),
    INTERNAL_ERROR(39, "the evaluation itself failed"),
    PROCESSES_NOT_LISTED(40, "the processes could not be listed, or Wazuh does not see all of them"),
    NOTHING_LOOKED_AT(41, "Wazuh answers a rule of the check without looking at anything"),
    EVALUATION_TIMED_OUT(43, "the evaluation of the check set took longer than the policy's timeout"),
    PATTERN_NOT_VALID(42, "a pattern of the check is not valid, so it never matches"),
    STALE(48, "the node is not ready or its result is too old"),
    RESULT_MISSING(49, "no accepted result");

    private static final Map<Integer, Reason> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Reason::code, Function.identity()));

    private final int code;
    private final String text;

    Reason(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** 0 to 255. */
    public int code() {
        return code;
    }

    /** One clause for people, without a value seen on a node. */
    public String text() {
        return text;
    }

    /** An unknown code, from a newer scanner, is {@link #INTERNAL_ERROR}. */
    public static Reason ofCode(int code) {
        return BY_CODE.getOrDefault(code, INTERNAL_ERROR);
    }
}
