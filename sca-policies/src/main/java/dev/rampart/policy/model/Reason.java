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

    NOT_EVALUATED(1, "not evaluated yet", "Wait for the next scheduled evaluation, or `rampart recheck`."),
    FILE_MISSING(
            2,
            "a file that the check reads does not exist",
            "Nothing, if the node does not run what the file configures."),
    COMMAND_SAYS_NOT_APPLICABLE(
            3,
            "the check's command ended with 127: it does not apply here or is not installed",
            "Nothing, if the program is not meant to be on the node."),
    WRONG_NODE_ROLE(4, "the check is about nodes of another role", "Nothing."),
    VALUE_NOT_A_NUMBER(
            5,
            "a value that the check compares is not a number",
            "Look at the evidence: the setting on the node holds text where a number is expected."),
    NOT_A_FILE(
            6,
            "what the check looks at is neither a file nor a directory where one is expected",
            "Look at the named path on the node."),
    NETWORK_MOUNT(
            7,
            "a directory of the check is on a network mount, which Wazuh passes over",
            "Nothing; Wazuh passes over it as well."),
    NO_REGISTRY(8, "the check asks the registry of Windows", "Nothing."),
    REQUIREMENTS_NOT_MET(9, "the policy's requirements are not met here", "Nothing."),
    NO_RULES(
            10,
            "no rule of the check is understood by Wazuh",
            "`rampart lint` on the policy names the rules that Wazuh ignores."),

    FILES_TRIPWIRE(
            16,
            "the scanner does not provably see the node's files",
            "See [the tripwires](#the-scanner-and-its-host)."),
    PROCESSES_TRIPWIRE(
            17,
            "the scanner does not provably see the node's processes",
            "See [the tripwires](#the-scanner-and-its-host)."),
    NETWORK_TRIPWIRE(
            18, "the scanner is not provably in the node's network", "See [the tripwires](#the-scanner-and-its-host)."),
    COMMAND_NOT_STARTED(
            32,
            "a command of the check could not be started",
            "Is the program on the node executable and whole? Run it there by hand."),
    COMMAND_TIMED_OUT(
            33,
            "a command of the check took too long",
            "Run the command on the node: what does it wait for? Then `rampart recheck NODE`."),
    OUTPUT_TRUNCATED(
            34,
            "a file or an output was not looked at whole: beyond a limit, or in pieces as Wazuh reads it",
            "Judge by hand: the file or output is larger than what can be proven from."),
    PERMISSION_DENIED(
            35,
            "a file of the check could not be read",
            "The file's mount or a security module keeps the scanner out; it needs `DAC_READ_SEARCH`."),
    SERVICE_MANAGER_UNREACHABLE(
            36, "systemctl did not reach a service manager", "Does `systemctl is-system-running` answer on the node?"),
    RULE_NOT_SUPPORTED(
            37,
            "a rule uses a part of the policy language that this version does not evaluate",
            "Judge by hand; `rampart lint` names the rule."),
    PATTERN_TOO_EXPENSIVE(38, "a pattern used up its budget", "Judge by hand, or write the pattern simpler."),
    INTERNAL_ERROR(
            39,
            "the evaluation itself failed",
            "A defect of Rampart, or a scanner newer than the operator: the scanner's log says which."),
    PROCESSES_NOT_LISTED(
            40,
            "the processes could not be listed, or Wazuh does not see all of them",
            "Is `/proc` mounted with `hidepid` on the node?"),
    NOTHING_LOOKED_AT(
            41,
            "Wazuh answers a rule of the check without looking at anything",
            "`rampart lint` names the rule; it cannot prove anything."),
    PATTERN_NOT_VALID(
            42, "a pattern of the check is not valid, so it never matches", "`rampart lint` names the pattern."),
    EVALUATION_TIMED_OUT(
            43,
            "the evaluation of the check set took longer than the policy's timeout",
            "Raise `spec.evaluation.timeout`, or look at what is slow on the node."),
    STALE(
            48,
            "the node is not ready or its result is too old",
            "`kubectl get nodes`; look at the scanner's pod on that node."),
    RESULT_MISSING(
            49,
            "no accepted result",
            "Is there a running scanner on that node? The condition `Evaluated` of the policy says what was refused.");

    private static final Map<Integer, Reason> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Reason::code, Function.identity()));

    private final int code;
    private final String text;
    private final String remedy;

    /** What is decided needs no remedy. */
    Reason(int code, String text) {
        this(code, text, "");
    }

    Reason(int code, String text, String remedy) {
        this.code = code;
        this.text = text;
        this.remedy = remedy;
    }

    /** 0 to 255. */
    public int code() {
        return code;
    }

    /** One clause for people, without a value seen on a node. */
    public String text() {
        return text;
    }

    /** What a person can do, Markdown as it stands in docs/troubleshooting.md. */
    public String remedy() {
        return remedy;
    }

    /** An unknown code, from a newer scanner, is {@link #INTERNAL_ERROR}. */
    public static Reason ofCode(int code) {
        return BY_CODE.getOrDefault(code, INTERNAL_ERROR);
    }
}
