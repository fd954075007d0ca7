package dev.rampart.e2e;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an administrator would type on the node for each check, written without looking at the catalogue's rules: one
 * shell line that prints {@code pass}, {@code fail} or {@code n/a}.
 */
final class PlainCommands {

    private PlainCommands() {}

    static Map<String, String> byCheck() {
        var lines = new LinkedHashMap<String, String>();
        lines.put("node-kubelet-config-mode", closedFile("/var/lib/kubelet/config.yaml"));
        lines.put("node-kube-proxy-kubeconfig-mode", closedFile("/var/lib/kube-proxy/kubeconfig.conf"));
        lines.put("node-admin-kubeconfig-mode", closedFile("/etc/kubernetes/admin.conf"));
        lines.put(
                "linux-perm-shadow",
                "if [ -z \"$(find /etc/shadow -perm /0137)\" ] && [ \"$(stat -c %U /etc/shadow)\" = root ];"
                        + " then echo pass; else echo fail; fi");
        lines.put(
                "node-kubelet-anonymous-auth-off",
                "if tr '\\0' ' ' < /proc/$(pgrep -x kubelet)/cmdline | grep -q -- --anonymous-auth=true; then echo fail;"
                        + " elif grep -A1 'anonymous:' /var/lib/kubelet/config.yaml | grep -q 'enabled: *false';"
                        + " then echo pass; else echo fail; fi");
        lines.put(
                "node-kubelet-seccomp-default",
                "if grep -q '^seccompDefault: *true' /var/lib/kubelet/config.yaml"
                        + " || tr '\\0' '\\n' < /proc/$(pgrep -x kubelet)/cmdline | grep -qx -e --seccomp-default"
                        + " -e --seccomp-default=true; then echo pass; else echo fail; fi");
        lines.put("linux-ssh-root-login-off", sshd("permitrootlogin no"));
        lines.put("linux-ssh-x11-forwarding-off", sshd("x11forwarding no"));
        lines.put(
                "linux-ssh-max-auth-tries",
                "if [ \"$(sshd -T | sed -n 's/^maxauthtries //p')\" -le 4 ]; then echo pass; else echo fail; fi");
        lines.put(
                "linux-net-send-redirects-off",
                "if [ \"$(cat /proc/sys/net/ipv4/conf/all/send_redirects)"
                        + "$(cat /proc/sys/net/ipv4/conf/default/send_redirects)\" = 00 ]; then echo pass; else echo fail; fi");
        lines.put(
                "linux-net-tcp-syncookies",
                "if [ \"$(cat /proc/sys/net/ipv4/tcp_syncookies)\" = 1 ]; then echo pass; else echo fail; fi");
        lines.put("rt-miner-process", "if pgrep 'xmrig|minerd|miner$' >/dev/null; then echo fail; else echo pass; fi");
        lines.put("rt-attack-tools", "if pgrep '^(nmap|masscan|hydra)' >/dev/null; then echo fail; else echo pass; fi");
        lines.put(
                "linux-cron-enabled",
                "if [ -e /etc/systemd/system/multi-user.target.wants/cron.service ]; then echo pass; else echo fail; fi");
        lines.put(
                "linux-journald-active", "if pgrep -x systemd-journal >/dev/null; then echo pass; else echo fail; fi");
        return lines;
    }

    private static String closedFile(String path) {
        return "if [ ! -e " + path + " ]; then echo n/a; elif [ -z \"$(find -L " + path
                + " -maxdepth 0 -perm /0177)\" ]; then echo pass; else echo fail; fi";
    }

    private static String sshd(String line) {
        return "if sshd -T | grep -qx '" + line + "'; then echo pass; else echo fail; fi";
    }
}
