package node

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"time"

	"rampart.dev/testcluster/internal/controlplane"
	"rampart.dev/testcluster/internal/network"
	"rampart.dev/testcluster/internal/pki"
)

// Identity is what a node has of its own: the certificates of its kubelet and kube-proxy.
type Identity = controlplane.NodeIdentity

const server = "https://" + controlplane.Address + ":6443"

// The kubelet's client certificate lies in a dated file behind a link, as the kubelet itself rotates it.
const currentCertificate = "/var/lib/kubelet/pki/kubelet-client-current.pem"

var datedCertificate = "/var/lib/kubelet/pki/kubelet-client-" + time.Now().Format("2006-01-02-15-04-05") + ".pem"

// Files lists the files of the n-th node, laid out as kubeadm and its packages do. The grace is how long the node may be
// silent until it counts as not ready, 0 for Kubernetes' own setting.
func Files(cluster, name string, n int, identity Identity, grace time.Duration) []File {
	user := "system:node:" + name
	kubeconfig := pki.KubeconfigWithFile(cluster, server, user, identity.Authority, currentCertificate)
	proxy := pki.Kubeconfig(cluster, server, "system:kube-proxy", identity.Authority, identity.Proxy)
	files := []File{
		{"/etc/hostname", 0o644, name + "\n"},
		{"/etc/machine-id", 0o444, newMachineID() + "\n"},
		{"/etc/hosts", 0o644, "127.0.0.1 localhost\n" + network.NodeAddress(n) + " " + name + "\n"},
		{"/etc/resolv.conf", 0o644, ""},
		{"/etc/kubernetes/pki/ca.crt", 0o644, string(identity.Authority)},
		{"/etc/kubernetes/kubelet.conf", 0o600, string(kubeconfig)},
		{datedCertificate, 0o600, string(identity.Kubelet.Cert) + string(identity.Kubelet.Key)},
		{"/var/lib/kubelet/config.yaml", 0o644, kubeletConfig + lease(grace)},
		{"/var/lib/kubelet/kubeadm-flags.env", 0o644, kubeadmFlags(name, n)},
		{"/etc/testcluster/kube-proxy.kubeconfig", 0o600, string(proxy)},
		{"/etc/testcluster/kube-proxy.yaml", 0o644, fmt.Sprintf(proxyConfig, name)},
		{"/etc/cni/net.d/10-bridge.conflist", 0o644, fmt.Sprintf(cniConfig, network.PodRange(n))},
	}
	return append(files, unitFiles...)
}

// lease makes the kubelet say often enough that it lives: it renews its lease after a quarter of the lease's duration,
// which is an eighth of the grace. Eight in a row are late on no machine that works at all.
func lease(grace time.Duration) string {
	if grace == 0 {
		return ""
	}
	return fmt.Sprintf("nodeLeaseDurationSeconds: %d\n", max(1, int(grace.Seconds())/2))
}

func newMachineID() string {
	id := make([]byte, 16)
	_, _ = rand.Read(id) // never fails
	return hex.EncodeToString(id)
}

func kubeadmFlags(name string, n int) string {
	return fmt.Sprintf("KUBELET_KUBEADM_ARGS=\"--container-runtime-endpoint=unix:///run/containerd/containerd.sock "+
		"--hostname-override=%s --node-ip=%s\"\n", name, network.NodeAddress(n))
}

const kubeletConfig = `apiVersion: kubelet.config.k8s.io/v1beta1
authentication:
  anonymous:
    enabled: false
  webhook:
    cacheTTL: 0s
    enabled: true
  x509:
    clientCAFile: /etc/kubernetes/pki/ca.crt
authorization:
  mode: Webhook
  webhook:
    cacheAuthorizedTTL: 0s
    cacheUnauthorizedTTL: 0s
cgroupDriver: cgroupfs
cgroupRoot: /
clusterDNS:
- 10.96.0.10
clusterDomain: cluster.local
containerRuntimeEndpoint: ""
evictionHard:
  memory.available: 100Mi
failSwapOn: false
healthzBindAddress: 127.0.0.1
healthzPort: 10248
kind: KubeletConfiguration
nodeStatusReportFrequency: 10s
resolvConf: /etc/resolv.conf
rotateCertificates: true
staticPodPath: /etc/kubernetes/manifests
`

const proxyConfig = `apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
clientConnection:
  kubeconfig: /etc/testcluster/kube-proxy.kubeconfig
clusterCIDR: 10.244.0.0/16
conntrack:
  maxPerCore: 0
hostnameOverride: %s
metricsBindAddress: 127.0.0.1:10249
mode: iptables
`

const cniConfig = `{
  "cniVersion": "0.4.0",
  "name": "cluster",
  "plugins": [
    {
      "type": "bridge",
      "bridge": "cni0",
      "isGateway": true,
      "ipMasq": false,
      "hairpinMode": true,
      "ipam": {
        "type": "host-local",
        "ranges": [[{"subnet": "%s"}]],
        "routes": [{"dst": "0.0.0.0/0"}]
      }
    },
    {"type": "portmap", "capabilities": {"portMappings": true}}
  ]
}
`
