package controlplane

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"sync"

	"rampart.dev/testcluster/internal/pki"
	"rampart.dev/testcluster/internal/state"
)

// Keys are all keys of a cluster's control plane.
type Keys struct {
	Authority *pki.Authority
	pairs     map[string]pki.Pair
}

// Addresses that only exist inside of a cluster's own network.
const (
	Address        = "10.250.0.1"
	ServiceRange   = "10.96.0.0/12"
	ServiceAddress = "10.96.0.1"
)

var subjects = map[string]pki.Subject{
	"apiserver": {
		User: "kube-apiserver",
		Names: []string{"localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc",
			"kubernetes.default.svc.cluster.local"},
		IPs: []string{"127.0.0.1", ServiceAddress, Address},
	},
	"apiserver-kubelet-client": {User: "kube-apiserver-kubelet-client", Groups: []string{"system:masters"}},
	"admin":                    {User: "kubernetes-admin", Groups: []string{"system:masters"}},
	"controller-manager":       {User: "system:kube-controller-manager"},
	"scheduler":                {User: "system:kube-scheduler"},
	"kube-proxy":               {User: "system:kube-proxy"},
}

// NewKeys makes all keys and writes those that programs read into the cluster's pki folder.
func NewKeys(cluster state.Cluster) (*Keys, error) {
	authority, err := pki.NewAuthority("kubernetes")
	if err != nil {
		return nil, err
	}
	keys := &Keys{Authority: authority, pairs: map[string]pki.Pair{"ca": authority.Pair}}
	if err := keys.issueAll(); err != nil {
		return nil, err
	}
	return keys, keys.write(cluster)
}

// LoadKeys reads the keys of a running cluster.
func LoadKeys(cluster state.Cluster) (*Keys, error) {
	keys := &Keys{pairs: map[string]pki.Pair{}}
	for _, name := range append(slices.Collect(maps.Keys(subjects)), "ca") {
		cert, err := os.ReadFile(cluster.Path("pki", name+".crt"))
		if err != nil {
			return nil, err
		}
		key, err := os.ReadFile(cluster.Path("pki", name+".key"))
		if err != nil {
			return nil, err
		}
		keys.pairs[name] = pki.Pair{Cert: cert, Key: key}
	}
	authority, err := pki.LoadAuthority(keys.pairs["ca"])
	keys.Authority = authority
	return keys, err
}

func (k *Keys) issueAll() error {
	var wait sync.WaitGroup
	var lock sync.Mutex
	var failed error
	for name, subject := range subjects {
		wait.Go(func() {
			pair, err := k.Authority.Issue(subject)
			lock.Lock()
			defer lock.Unlock()
			k.pairs[name] = pair
			if err != nil {
				failed = fmt.Errorf("certificate %s: %w", name, err)
			}
		})
	}
	wait.Wait()
	return failed
}

func (k *Keys) write(cluster state.Cluster) error {
	private, public, err := pki.NewKey()
	if err != nil {
		return err
	}
	files := map[string][]byte{"sa.key": private, "sa.pub": public}
	for name, pair := range k.pairs {
		files[name+".crt"], files[name+".key"] = pair.Cert, pair.Key
	}
	if err := os.MkdirAll(cluster.Path("pki"), 0o700); err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(cluster.Path("pki", name), content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// Pair returns the keys of one user.
func (k *Keys) Pair(name string) pki.Pair { return k.pairs[name] }

// Kubeconfig writes the kubeconfig of one user.
func (k *Keys) Kubeconfig(cluster, server, user string) []byte {
	return pki.Kubeconfig(cluster, server, user, k.Authority.Cert, k.pairs[user])
}

// NodeIdentity is what one node gets of the cluster's keys.
type NodeIdentity struct {
	Authority []byte
	Kubelet   pki.Pair
	Proxy     pki.Pair
}

// Node issues what a node needs.
func (k *Keys) Node(name string) (NodeIdentity, error) {
	kubelet, err := k.Authority.Issue(pki.Subject{User: "system:node:" + name, Groups: []string{"system:nodes"}})
	return NodeIdentity{Authority: k.Authority.Cert, Kubelet: kubelet, Proxy: k.pairs["kube-proxy"]}, err
}
