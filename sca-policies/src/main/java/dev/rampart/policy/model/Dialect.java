package dev.rampart.policy.model;

/** The generations of Wazuh's SCA engine; they read the same files differently. */
public enum Dialect {
    /** The C engine of the 4.x agents, as of 4.14.5. */
    WAZUH_4_14("4.14"),
    /** The C++ engine of the 5.x agents, as of 5.0.0-beta4. */
    WAZUH_5("5.x");

    private final String id;

    Dialect(String id) {
        this.id = id;
    }

    /** As written on the command line. */
    public String id() {
        return id;
    }
}
