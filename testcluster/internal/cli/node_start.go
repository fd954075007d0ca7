package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"rampart.dev/testcluster/internal/await"
	"rampart.dev/testcluster/internal/controlplane"
	"rampart.dev/testcluster/internal/debianroot"
	"rampart.dev/testcluster/internal/images"
	"rampart.dev/testcluster/internal/kube"
	"rampart.dev/testcluster/internal/node"
	"rampart.dev/testcluster/internal/state"
)

// nodeStarter starts nodes of a cluster whose control plane runs.
type nodeStarter struct {
	cluster state.Cluster
	record  state.Record
	keys    *controlplane.Keys
	client  *kube.Client
}

// starterOf reads what is needed to start nodes of a running cluster.
func starterOf(cluster state.Cluster, record state.Record) (nodeStarter, error) {
	keys, err := controlplane.LoadKeys(cluster)
	if err != nil {
		return nodeStarter{}, err
	}
	client, err := kube.FromKubeconfig(cluster.Kubeconfig())
	return nodeStarter{cluster, record, keys, client}, err
}

// install gives the n-th node an empty disk and starts it.
func (s nodeStarter) install(ctx context.Context, n int) error {
	cluster, name := s.cluster, state.NodeName(n)
	identity, err := s.keys.Node(name)
	if err != nil {
		return err
	}
	keeper, err := node.NewDisk(ctx, cluster, name)
	if err != nil {
		return err
	}
	relative := func(path string) string { r, _ := filepath.Rel(cluster.Layout.Build, path); return r }
	return s.boot(ctx, node.Spec{
		Name: name, Index: n, Cgroup: node.Cgroup(cluster, name), ControlPlane: s.record.Netns, Keeper: keeper,
		Build: cluster.Layout.Build, Disk: relative(filepath.Join(node.Folder(cluster, name), "disk")),
		PidFile: node.PidFile(cluster, name),
		Lower:   []string{relative(debianroot.LayerPath(cluster.Layout)), relative(debianroot.Path(cluster.Layout.Build))},
		Files:   node.Files(cluster.Name, name, n, identity, s.record.NodeGrace), Links: node.Links(),
	})
}

// boot starts a node, and brings the images that its disk does not have.
func (s nodeStarter) boot(ctx context.Context, spec node.Spec) error {
	cluster, name := s.cluster, spec.Name
	log := cluster.Log(name + "-boot")
	if err := node.Launch(ctx, spec, cluster, log); err != nil {
		return await.WithLog(fmt.Errorf("%s: %w", name, err), log)
	}
	err := await.True(ctx, "containerd of "+name, 120*time.Second, func() (bool, error) {
		pid, err := node.Pid(cluster, name)
		if err != nil {
			return false, err
		}
		_, missing := os.Stat(node.Inside(pid, "/run/containerd/containerd.sock"))
		return missing == nil, nil
	})
	if err != nil {
		return await.WithLog(journalOf(cluster, name, "containerd", err), log)
	}
	return images.Bring(ctx, cluster, name)
}

// awaitReady waits until the node is ready by a word that its kubelet wrote after the given moment, from the disk that
// the node has now. A Node object that was there before tells of the node's earlier life until then.
func (s nodeStarter) awaitReady(ctx context.Context, name string, after time.Time) error {
	err := await.True(ctx, name+" ready", 120*time.Second, func() (bool, error) {
		found, exists := s.client.Node(name)
		if !exists || !found.Ready || found.Heartbeat.Before(after) {
			return false, nil
		}
		pid, err := node.Pid(s.cluster, name)
		if err != nil {
			return false, err
		}
		id, _ := os.ReadFile(node.Inside(pid, "/etc/machine-id"))
		return strings.TrimSpace(string(id)) == found.MachineID, nil
	})
	return journalOf(s.cluster, name, "kubelet", err)
}
