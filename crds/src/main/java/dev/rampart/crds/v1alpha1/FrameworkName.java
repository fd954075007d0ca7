package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The frameworks that the catalogue answers for; the JSON form is the identifier used everywhere. */
public enum FrameworkName {
    /** CIS Kubernetes Benchmark. */
    @JsonProperty("cis-kubernetes")
    CIS_KUBERNETES,

    /** CIS Distribution Independent Linux Benchmark. */
    @JsonProperty("cis-linux")
    CIS_LINUX,

    /** NIST SP 800-53 Revision 5. */
    @JsonProperty("nist-800-53")
    NIST_800_53,

    /** PCI DSS 4.0. */
    @JsonProperty("pci-dss")
    PCI_DSS,

    /** HIPAA Security Rule, 45 CFR 164.312. */
    @JsonProperty("hipaa")
    HIPAA,

    /** SOC 2, Trust Services Criteria 2017. */
    @JsonProperty("soc2")
    SOC2,

    /** Runtime threats by MITRE ATT&amp;CK technique. */
    @JsonProperty("runtime-threats")
    RUNTIME_THREATS
}
