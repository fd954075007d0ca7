package dev.rampart.policy.lint;

import dev.rampart.policy.language.Rule;
import java.util.List;
import java.util.Set;

/** What hosts have and containers do not; the lists stand in docs/lint/SCA507.md too. */
final class ContainerLints {

    private static final List<String> PATHS = List.of(
            "/boot",
            "/etc/fstab",
            "/etc/default/grub",
            "/etc/grub.d",
            "/etc/systemd",
            "/lib/systemd",
            "/usr/lib/systemd",
            "/etc/modprobe.d",
            "/etc/audit",
            "/var/log/audit",
            "/etc/crypttab",
            "/etc/sysctl.d",
            "/etc/udev");

    private static final Set<String> PROGRAMS = Set.of(
            "systemctl",
            "journalctl",
            "timedatectl",
            "loginctl",
            "auditctl",
            "augenrules",
            "modprobe",
            "lsmod",
            "grubby",
            "grub2-editenv",
            "ufw",
            "firewall-cmd",
            "nft",
            "iptables",
            "ip6tables",
            "aa-status",
            "apparmor_status",
            "getenforce",
            "sestatus");

    private ContainerLints() {}

    static void check(LintedRule rule, FindingList found) {
        rule.any().ifPresent(r -> {
            switch (r) {
                case Rule.FileRule f -> f.paths().forEach(p -> path(rule, p, found));
                case Rule.DirectoryRule d -> d.paths().forEach(p -> path(rule, p, found));
                case Rule.CommandRule c ->
                    program(rule, CommandWords.of(c.command()).program(), found);
                case Rule.ProcessRule p -> {}
                case Rule.RegistryRule g -> {}
                case Rule.Unparsable u -> {}
            }
        });
    }

    private static void path(LintedRule rule, String path, FindingList found) {
        PATHS.stream()
                .filter(p -> path.equals(p) || path.startsWith(p + "/"))
                .findFirst()
                .ifPresent(p -> found.addOnce(
                        LintCode.NOT_IN_CONTAINER,
                        p,
                        rule.at(),
                        rule.in() + p + " does not exist in containers",
                        "scan nodes with this policy, not containers"));
    }

    private static void program(LintedRule rule, String program, FindingList found) {
        if (PROGRAMS.contains(program)) {
            found.addOnce(
                    LintCode.NOT_IN_CONTAINER,
                    program,
                    rule.at(),
                    rule.in() + program + " is not there, or speaks of another system, in containers",
                    "scan nodes with this policy, not containers");
        }
    }
}
