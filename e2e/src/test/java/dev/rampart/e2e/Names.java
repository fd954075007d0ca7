package dev.rampart.e2e;

/** Names that the shipped manifests give. */
final class Names {

    static final String SYSTEM = "rampart-system";
    static final String NODES = "rampart-nodes";
    static final String OPERATOR = "rampart-operator";
    static final String SCANNER = "rampart-scanner";
    static final String ADMISSION = "rampart-scanner-own-node";
    static final String OPERATOR_USER = "system:serviceaccount:" + SYSTEM + ":" + OPERATOR;
    static final String SCANNER_USER = "system:serviceaccount:" + NODES + ":" + SCANNER;

    private Names() {}
}
