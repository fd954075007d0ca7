package node

// unitFiles are the same on every node: the kubelet's units as in its Debian package, and what this kind of node needs.
var unitFiles = []File{
	{"/usr/lib/systemd/system/kubelet.service", 0o644, kubeletUnit},
	{"/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf", 0o644, kubeadmDropIn},
	{"/etc/systemd/system/kubelet.service.d/20-testcluster.conf", 0o644, kubeletDropIn},
	{"/etc/systemd/system/kube-proxy.service", 0o644, proxyUnit},
	{"/etc/systemd/system/containerd.service.d/testcluster.conf", 0o644, containerdDropIn},
	{"/etc/systemd/system/systemd-sysctl.service.d/testcluster.conf", 0o644, sysctlDropIn},
	{"/etc/systemd/system/auditd.service.d/testcluster.conf", 0o644, "[Service]\nRestart=no\n"}, // refused by the kernel
	{"/etc/sysctl.d/99-kubernetes.conf", 0o644, "net.ipv4.ip_forward = 1\nnet.bridge.bridge-nf-call-iptables = 1\n"},
	{"/etc/containerd/config.toml", 0o644, containerdConfig},
}

// Links lists the symbolic links of a node. They enable the cluster's units, mask those that need what a node does
// not have (devices, the machine's network, the kernel's audit and debugging), and name the certificate in use.
func Links() map[string]string {
	links := map[string]string{
		currentCertificate: datedCertificate,
		"/etc/systemd/system/multi-user.target.wants/kubelet.service":    "/usr/lib/systemd/system/kubelet.service",
		"/etc/systemd/system/multi-user.target.wants/kube-proxy.service": "/etc/systemd/system/kube-proxy.service",
	}
	for _, unit := range []string{
		"dev-hugepages.mount", "getty.target", "sys-kernel-config.mount", "sys-kernel-debug.mount", "sys-kernel-tracing.mount",
		"systemd-journald-audit.socket", "systemd-networkd.service", "systemd-resolved.service", "systemd-timesyncd.service",
		"systemd-udev-trigger.service", "systemd-udevd-control.socket", "systemd-udevd-kernel.socket", "systemd-udevd.service",
	} {
		links["/etc/systemd/system/"+unit] = "/dev/null"
	}
	return links
}

const kubeletUnit = `[Unit]
Description=kubelet: The Kubernetes Node Agent
Documentation=https://kubernetes.io/docs/
Wants=network-online.target
After=network-online.target

[Service]
ExecStart=/usr/bin/kubelet
Restart=always
StartLimitInterval=0
RestartSec=10

[Install]
WantedBy=multi-user.target
`

const kubeadmDropIn = `# Note: This dropin only works with kubeadm and kubelet v1.11+
[Service]
Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"
Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
# This is a file that "kubeadm init" and "kubeadm join" generates at runtime, populating the KUBELET_KUBEADM_ARGS variable dynamically
EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
# This is a file that the user can use for overrides of the kubelet args as a last resort. Preferably, the user should use
# the .NodeRegistration.KubeletExtraArgs object in the configuration files instead. KUBELET_EXTRA_ARGS should be sourced from this file.
EnvironmentFile=-/etc/default/kubelet
ExecStart=
ExecStart=/usr/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS
`

const kubeletDropIn = `[Unit]
After=containerd.service

[Service]
RestartSec=1
`

const proxyUnit = `[Unit]
Description=Kubernetes kube-proxy
After=network-online.target

[Service]
ExecStart=/usr/bin/kube-proxy --config=/etc/testcluster/kube-proxy.yaml
Restart=always
StartLimitInterval=0
RestartSec=1

[Install]
WantedBy=multi-user.target
`

// containerdDropIn takes back what a machine without CAP_SYS_RESOURCE or without kernel modules refuses.
const containerdDropIn = `[Service]
ExecStartPre=
OOMScoreAdjust=0
LimitNPROC=
LimitCORE=
LimitNOFILE=
Delegate=
`

// sysctlDropIn keeps a node from changing settings that it shares with the machine.
const sysctlDropIn = `[Service]
ExecStart=
ExecStart=/lib/systemd/systemd-sysctl --prefix=/net
`

const containerdConfig = `version = 2
[plugins."io.containerd.grpc.v1.cri"]
  restrict_oom_score_adj = true
  sandbox_image = "registry.k8s.io/pause:3.10"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "/etc/cni/net.d"
`
