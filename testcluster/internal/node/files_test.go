package node

import (
	"strings"
	"testing"
	"time"

	"rampart.dev/testcluster/internal/pki"
)

func TestFiles(t *testing.T) {
	identity := Identity{Authority: []byte("authority"), Kubelet: pki.Pair{Cert: []byte("cert"), Key: []byte("kubelet's key")}}
	found := map[string]File{}
	for _, file := range Files("rampart", "node-2", 2, identity, 12*time.Second) {
		if _, twice := found[file.Path]; twice {
			t.Errorf("%s is there twice", file.Path)
		}
		found[file.Path] = file
		if strings.Contains(file.Content, "kubelet's key") && file.Mode != 0o600 {
			t.Errorf("%s holds a key and has mode %o", file.Path, file.Mode)
		}
	}
	if found["/etc/kubernetes/kubelet.conf"].Mode != 0o600 || found["/var/lib/kubelet/config.yaml"].Mode != 0o644 {
		t.Error("modes differ from kubeadm's")
	}
	if config := found["/var/lib/kubelet/config.yaml"].Content; !strings.Contains(config, "\nnodeLeaseDurationSeconds: 6\n") {
		t.Errorf("the kubelet's lease does not follow the grace:\n%s", config)
	}
	if id := found["/etc/machine-id"].Content; len(id) != 33 {
		t.Errorf("machine id %q", id)
	}
	if !strings.Contains(found["/etc/cni/net.d/10-bridge.conflist"].Content, "10.244.2.0/24") {
		t.Error("pods of node-2 have another node's addresses")
	}
}
