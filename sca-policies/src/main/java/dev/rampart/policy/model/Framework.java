package dev.rampart.policy.model;

/** The seven frameworks that the catalogue answers for. */
public enum Framework {
    CIS_KUBERNETES("cis-kubernetes", "CIS Kubernetes", "v1.12", Framework.EVERY_SIX_HOURS),
    CIS_LINUX("cis-linux", "CIS Linux", "v2.0.0", Framework.EVERY_SIX_HOURS),
    NIST_800_53("nist-800-53", "NIST 800-53", "Rev 5", Framework.EVERY_SIX_HOURS),
    PCI_DSS("pci-dss", "PCI DSS", "4.0.1", Framework.EVERY_SIX_HOURS),
    HIPAA("hipaa", "HIPAA", "164.312", Framework.EVERY_SIX_HOURS),
    SOC2("soc2", "SOC 2", "TSC 2017", Framework.EVERY_SIX_HOURS),
    RUNTIME_THREATS("runtime-threats", "Runtime Threats", "ATT&CK v19", "*/15 * * * *");

    private static final String EVERY_SIX_HOURS = "0 */6 * * *";

    private final String id;
    private final String title;
    private final String version;
    private final String defaultSchedule;

    Framework(String id, String title, String version, String defaultSchedule) {
        this.id = id;
        this.title = title;
        this.version = version;
        this.defaultSchedule = defaultSchedule;
    }

    /** The identifier used in objects, labels and on the command line. */
    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    /** The version that the catalogue's mappings speak of. */
    public String version() {
        return version;
    }

    /** Five cron fields, UTC. */
    public String defaultSchedule() {
        return defaultSchedule;
    }
}
