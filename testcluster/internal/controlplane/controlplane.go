// Package controlplane runs etcd, the API server, the controller manager and the scheduler as plain processes.
package controlplane

import (
	"context"
	"fmt"
	"net"
	"os"
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
func LocalEndpoint() (Endpoint, error) {
	e := Endpoint{Bind: "127.0.0.1", Advertise: "127.0.0.1"}
	for _, port := range []*int{&e.Port, &e.EtcdPort, &e.PeerPort} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return e, err
		}
		defer listener.Close() // all three are held until all are known
		*port = listener.Addr().(*net.TCPAddr).Port
	}
	return e, nil
}

// IsolatedEndpoint is the endpoint inside of a network namespace of its own.
func IsolatedEndpoint() Endpoint {
	return Endpoint{Bind: "0.0.0.0", Advertise: Address, Port: 6443, EtcdPort: 2379, PeerPort: 2380, Isolated: true}
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
	if err := c.start("etcd", etcdFlags(c.Endpoint)); err != nil {
		return err
	}
	if err := c.start("kube-apiserver", apiServerFlags(c.Endpoint)); err != nil {
		return err
	}
	return c.await(ctx, "API server ready", "kube-apiserver", c.Client.Ready)
}

// StartControllers starts the controller manager and, with nodes, the scheduler, and waits until they work.
func (c *ControlPlane) StartControllers(ctx context.Context) error {
	if err := c.start("kube-controller-manager", controllerFlags(c.Endpoint)); err != nil {
		return err
	}
	if c.Endpoint.Isolated {
		if err := c.start("kube-scheduler", schedulerFlags()); err != nil {
			return err
		}
	}
	return c.await(ctx, "service account default", "kube-controller-manager", c.Client.HasDefaultServiceAccount)
}

func (c *ControlPlane) start(name string, flags []string) error {
	running, err := process.Start(process.Program{
		Name: name, Path: c.Cluster.Layout.Bin(name), Args: flags,
		State: c.Cluster.Dir, Log: c.Cluster.Log(name), Netns: c.Netns,
	})
	if err == nil {
		c.started = append(c.started, running)
	}
	return err
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
