// Package controlplane runs etcd, the API server, the controller manager and the scheduler as plain processes.
package controlplane

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"slices"
	"strings"
	"time"

	"rampart.dev/testcluster/internal/await"
	"rampart.dev/testcluster/internal/kube"
	"rampart.dev/testcluster/internal/process"
	"rampart.dev/testcluster/internal/state"
)

// ControlPlane is a control plane that is being started.
type ControlPlane struct {
	Cluster  state.Cluster
	Keys     *Keys
	Client   *kube.Client
	Endpoint Endpoint
	Netns    int // process that holds the network namespace, 0 without one
	started  []*process.Running
}

// LocalEndpoint finds free ports on 127.0.0.1.
func LocalEndpoint(etcdProxy bool) (Endpoint, error) {
	e := Endpoint{Bind: "127.0.0.1", Advertise: "127.0.0.1"}
	ports := []*int{&e.Port, &e.EtcdPort, &e.PeerPort}
	if etcdProxy {
		ports = append(ports, &e.BehindPort)
	}
	for _, port := range ports {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return e, err
		}
		defer listener.Close() // all are held until all are known
		*port = listener.Addr().(*net.TCPAddr).Port
	}
	return e, nil
}

// IsolatedEndpoint is the endpoint inside of a network namespace of its own.
func IsolatedEndpoint(etcdProxy bool) Endpoint {
	e := Endpoint{Bind: "0.0.0.0", Advertise: Address, Port: 6443, EtcdPort: 2379, PeerPort: 2380, Isolated: true}
	if etcdProxy {
		e.BehindPort = 2381
	}
	return e
}

// WriteFiles writes the kubeconfigs and the audit policy. The server is the API server's URL as seen from outside.
func (c *ControlPlane) WriteFiles(server string) error {
	inside := fmt.Sprintf("https://127.0.0.1:%d", c.Endpoint.Port)
	files := map[string][]byte{
		"kubeconfig":                    c.Keys.Kubeconfig(c.Cluster.Name, server, "admin"),
		"controller-manager.kubeconfig": c.Keys.Kubeconfig(c.Cluster.Name, inside, "controller-manager"),
		"scheduler.kubeconfig":          c.Keys.Kubeconfig(c.Cluster.Name, inside, "scheduler"),
		"audit-policy.yaml":             []byte(auditPolicy),
	}
	for name, content := range files {
		if err := os.WriteFile(c.Cluster.Path(name), content, 0o600); err != nil {
			return err
		}
	}
	if c.Endpoint.AuditLog != "" {
		if err := os.WriteFile(c.Endpoint.AuditLog, nil, 0o644); err != nil {
			return err
		}
	}
	return state.GiveToCaller(c.Cluster.Kubeconfig())
}

// StartServer starts etcd and the API server and waits until it is ready.
func (c *ControlPlane) StartServer(ctx context.Context) error {
	if err := c.start(Etcd, etcdFlags(c.Endpoint)); err != nil {
		return err
	}
	if c.Endpoint.BehindPort != 0 {
		if err := c.startProxy(); err != nil {
			return err
		}
	}
	if err := c.start(APIServer, apiServerFlags(c.Endpoint)); err != nil {
		return err
	}
	return c.await(ctx, "API server ready", APIServer, c.Client.Ready)
}

// StartControllers starts the controller manager and, with nodes, the scheduler, and waits until they work.
func (c *ControlPlane) StartControllers(ctx context.Context) error {
	if err := c.start(ControllerManager, controllerFlags(c.Endpoint)); err != nil {
		return err
	}
	if c.Endpoint.Isolated {
		if err := c.start(Scheduler, schedulerFlags()); err != nil {
			return err
		}
	}
	return c.await(ctx, "service account default", ControllerManager, c.Client.HasDefaultServiceAccount)
}

func (c *ControlPlane) start(name string, flags []string) error {
	if err := saveFlags(c.Cluster, name, flags); err != nil {
		return err
	}
	running, err := launch(c.Cluster, name, flags, c.Netns)
	if err == nil {
		c.started = append(c.started, running)
	}
	return err
}

// startProxy puts the program that can slow etcd down where the API server looks for etcd.
func (c *ControlPlane) startProxy() error {
	running, err := process.Start(process.Program{
		Name: "etcd-proxy", Path: c.Cluster.Layout.Bin("testcluster"),
		Args: []string{"internal", "etcd-proxy", fmt.Sprintf("127.0.0.1:%d", c.Endpoint.EtcdPort),
			fmt.Sprintf("127.0.0.1:%d", c.Endpoint.BehindPort), DelayFile(c.Cluster)},
		State: c.Cluster.Dir, Log: c.Cluster.Log("etcd-proxy"), Netns: c.Netns,
	})
	if err == nil {
		c.started = append(c.started, running)
	}
	return err
}

// DelayFile holds for how long etcd's answers are held back; without it they are not.
func DelayFile(cluster state.Cluster) string { return cluster.Path("etcd-delay") }

// AddressTaken tells whether a program that failed to start says so: between the choice of free ports and their use
// another program, perhaps another cluster's, can take one.
func (c *ControlPlane) AddressTaken() bool {
	return slices.ContainsFunc([]string{Etcd, APIServer, "etcd-proxy"}, func(name string) bool {
		content, _ := os.ReadFile(c.Cluster.Log(name))
		return strings.Contains(string(content), "address already in use")
	})
}

// await waits for a condition while all started programs are alive; an error shows the log of the one at fault.
func (c *ControlPlane) await(ctx context.Context, what, component string, condition func() bool) error {
	err := await.True(ctx, what, 90*time.Second, func() (bool, error) {
		for _, running := range c.started {
			if err := running.Ended(); err != nil {
				component = running.Program.Name
				return false, err
			}
		}
		return condition(), nil
	})
	return await.WithLog(err, c.Cluster.Log(component))
}

// Abandon ends what was started and forgets what it wrote, so that another attempt starts from nothing.
func (c *ControlPlane) Abandon() error {
	if _, err := process.EndAll("a control plane without its ports", func() []int { return process.Marked(c.Cluster.Dir) }); err != nil {
		return err
	}
	c.started = nil
	failed := os.RemoveAll(c.Cluster.Path("etcd"))
	for _, name := range []string{Etcd, APIServer, ControllerManager, "etcd-proxy"} {
		failed = errors.Join(failed, os.RemoveAll(c.Cluster.Log(name)))
	}
	return failed
}
