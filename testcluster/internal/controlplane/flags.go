package controlplane

import (
	"fmt"
	"time"
)

// Endpoint says where the parts of a control plane listen.
type Endpoint struct {
	Bind       string // where the API server listens
	Advertise  string // the address that the Service "kubernetes" leads to
	Port       int
	EtcdPort   int // where the API server finds etcd
	PeerPort   int
	BehindPort int  // where etcd listens when a proxy stands at EtcdPort, else 0
	Isolated   bool // in a network namespace of its own, with nodes
	AuditLog   string
	NodeGrace  time.Duration // how long a node may be silent, 0 for Kubernetes' own setting
}

func (e Endpoint) etcdOwnPort() int {
	if e.BehindPort != 0 {
		return e.BehindPort
	}
	return e.EtcdPort
}

func etcdFlags(e Endpoint) []string {
	client := fmt.Sprintf("http://127.0.0.1:%d", e.etcdOwnPort())
	peer := fmt.Sprintf("http://127.0.0.1:%d", e.PeerPort)
	return []string{
		"--data-dir=etcd", "--unsafe-no-fsync", "--log-level=warn",
		"--listen-client-urls=" + client, "--advertise-client-urls=" + client,
		"--listen-peer-urls=" + peer, "--initial-advertise-peer-urls=" + peer, "--initial-cluster=default=" + peer,
	}
}

func apiServerFlags(e Endpoint) []string {
	flags := []string{
		fmt.Sprintf("--etcd-servers=http://127.0.0.1:%d", e.EtcdPort),
		fmt.Sprintf("--secure-port=%d", e.Port),
		"--bind-address=" + e.Bind, "--advertise-address=" + e.Advertise,
		"--client-ca-file=pki/ca.crt",
		"--tls-cert-file=pki/apiserver.crt", "--tls-private-key-file=pki/apiserver.key",
		"--kubelet-client-certificate=pki/apiserver-kubelet-client.crt",
		"--kubelet-client-key=pki/apiserver-kubelet-client.key",
		"--kubelet-preferred-address-types=InternalIP",
		"--service-account-issuer=https://kubernetes.default.svc.cluster.local",
		"--service-account-key-file=pki/sa.pub", "--service-account-signing-key-file=pki/sa.key",
		"--service-cluster-ip-range=" + ServiceRange,
		"--authorization-mode=Node,RBAC", "--enable-admission-plugins=NodeRestriction",
		"--allow-privileged=true",
		"--enable-aggregator-routing=true", // dial endpoints: ClusterIPs do not exist outside of the nodes
	}
	if !e.Isolated {
		flags = append(flags, "--endpoint-reconciler-type=none") // a loopback address cannot be an endpoint
	}
	if e.AuditLog != "" {
		flags = append(flags, "--audit-policy-file=audit-policy.yaml", "--audit-log-path="+e.AuditLog, "--audit-log-maxsize=4096")
	}
	return flags
}

func controllerFlags(e Endpoint) []string {
	flags := []string{
		"--kubeconfig=controller-manager.kubeconfig", "--leader-elect=false", "--use-service-account-credentials=true",
		"--service-account-private-key-file=pki/sa.key", "--root-ca-file=pki/ca.crt",
		"--cluster-signing-cert-file=pki/ca.crt", "--cluster-signing-key-file=pki/ca.key",
		"--allocate-node-cidrs=false", "--bind-address=127.0.0.1",
	}
	if !e.Isolated {
		flags = append(flags, "--secure-port=0")
	}
	if e.NodeGrace != 0 {
		flags = append(flags, "--node-monitor-period=1s", "--node-monitor-grace-period="+e.NodeGrace.String())
	}
	return flags
}

func schedulerFlags() []string {
	return []string{"--kubeconfig=scheduler.kubeconfig", "--leader-elect=false", "--bind-address=127.0.0.1"}
}

const auditPolicy = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- level: Metadata
`
