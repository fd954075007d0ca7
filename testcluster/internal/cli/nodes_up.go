package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"
	"time"

	"rampart.dev/testcluster/internal/await"
	"rampart.dev/testcluster/internal/controlplane"
	"rampart.dev/testcluster/internal/debianroot"
	"rampart.dev/testcluster/internal/images"
	"rampart.dev/testcluster/internal/process"
	"rampart.dev/testcluster/internal/state"
	"rampart.dev/testcluster/internal/sysctls"
)

// startIsolated starts a control plane in a network namespace of its own, and the nodes.
func startIsolated(ctx context.Context, plane *controlplane.ControlPlane, record *state.Record, p *progress) error {
	cluster := plane.Cluster
	if err := ensureRoot(ctx, cluster.Layout, p.say); err != nil {
		return err
	}
	if err := sysctls.Machine().Acquire(cluster.CgroupPrefix(), cluster.Dir); err != nil {
		return err
	}
	if err := sysctls.Machine().RaiseLimits(); err != nil {
		return err
	}
	forwarder, port, err := startForwarder(cluster)
	if err != nil {
		return err
	}
	plane.Endpoint, plane.Netns = controlplane.IsolatedEndpoint(record.EtcdProxy), forwarder.Pid
	record.Port, record.Netns = port, forwarder.Pid
	if err := awaitNetwork(ctx, plane, forwarder); err != nil {
		return err
	}
	if err := startControlPlane(ctx, plane, record, p); err != nil {
		return err
	}
	if err := cluster.Save(*record); err != nil {
		return err
	}
	if err := images.RememberPause(cluster); err != nil {
		return err
	}
	if err := startNodes(ctx, nodeStarter{cluster, *record, plane.Keys, plane.Client}); err != nil {
		return err
	}
	p.say("%d nodes started, with the pause image", record.Nodes)
	return awaitNodes(ctx, plane, record.Nodes, p)
}

// ensureRoot makes what the nodes' roots stand on. Two clusters that start together must not make it twice.
func ensureRoot(ctx context.Context, layout state.Layout, say func(string, ...any)) error {
	return layout.Alone(ctx, 20*time.Minute, func() error {
		if err := debianroot.Ensure(ctx, layout.Build, say); err != nil {
			return err
		}
		return debianroot.EnsureLayer(layout)
	})
}

// startForwarder starts the process that owns the control plane's network namespace. It is born in that namespace, but
// inherits a listener of the machine's: the only way from outside to the API server.
func startForwarder(cluster state.Cluster) (*process.Running, int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, 0, err
	}
	defer listener.Close()
	file, err := listener.(*net.TCPListener).File()
	if err != nil {
		return nil, 0, err
	}
	defer file.Close()
	running, err := process.Start(process.Program{
		Name: "forwarder", Path: cluster.Layout.Bin("testcluster"),
		Args:  []string{"internal", "forward", controlplane.Address + ":6443", cluster.Path("network-ready")},
		State: cluster.Dir, Log: cluster.Log("forwarder"), Cloneflags: syscall.CLONE_NEWNET, Files: []*os.File{file},
	})
	return running, listener.Addr().(*net.TCPAddr).Port, err
}

func awaitNetwork(ctx context.Context, plane *controlplane.ControlPlane, forwarder *process.Running) error {
	err := await.True(ctx, "network of the control plane", 10*time.Second, func() (bool, error) {
		_, missing := os.Stat(plane.Cluster.Path("network-ready"))
		return missing == nil, forwarder.Ended()
	})
	return await.WithLog(err, plane.Cluster.Log("forwarder"))
}

func startNodes(ctx context.Context, s nodeStarter) error {
	failed := make(chan error, s.record.Nodes)
	for n := 1; n <= s.record.Nodes; n++ {
		go func() { failed <- s.install(ctx, n) }()
	}
	var all error
	for range s.record.Nodes {
		all = errors.Join(all, <-failed)
	}
	return all
}

func awaitNodes(ctx context.Context, plane *controlplane.ControlPlane, nodes int, p *progress) error {
	ready := map[string]bool{}
	err := await.True(ctx, fmt.Sprintf("%d nodes ready", nodes), 120*time.Second, func() (bool, error) {
		list, _ := plane.Client.Nodes()
		for _, n := range list {
			if n.Ready && !ready[n.Name] {
				ready[n.Name] = true
				p.say("%s is ready", n.Name)
			}
		}
		return len(ready) == nodes, nil
	})
	for n := 1; n <= nodes && err != nil; n++ {
		if name := state.NodeName(n); !ready[name] {
			err = journalOf(plane.Cluster, name, "kubelet", err)
		}
	}
	return err
}

// journalOf adds the last lines of a node's unit to an error.
func journalOf(cluster state.Cluster, name, unit string, err error) error {
	if err == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	output, _ := images.InNode(ctx, cluster, name, nil, "journalctl", "-u", unit, "-n", "15", "--no-pager")
	return fmt.Errorf("%w\n--- last lines of %s on %s\n%s", err, unit, name, await.LastLines(output, 15))
}
