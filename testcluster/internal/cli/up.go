package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"rampart.dev/testcluster/internal/controlplane"
	"rampart.dev/testcluster/internal/kube"
	"rampart.dev/testcluster/internal/network"
	"rampart.dev/testcluster/internal/state"
)

const maxNodes = network.MaxNodes

// Bounds of --node-grace.
const (
	shortestGrace = 4 * time.Second
	longestGrace  = 10 * time.Minute
)

func upCommand() *cobra.Command {
	wanted := state.Record{}
	cmd := &cobra.Command{
		Use:   "up",
		Short: "Start a cluster and wait until it is ready",
		Long: "Start a cluster and wait until it is ready. Nodes need root; a control plane alone does not.\n" +
			"A healthy cluster of that name is left as it is; what is left of a crashed one is removed first.",
		Args: cobra.NoArgs,
	}
	cmd.Flags().IntVar(&wanted.Nodes, "nodes", 2, fmt.Sprintf("number of nodes, 1 to %d", maxNodes))
	cmd.Flags().BoolVar(&wanted.ControlPlaneOnly, "control-plane-only", false,
		"etcd, API server and controller manager on 127.0.0.1, no nodes, no root needed")
	cmd.Flags().BoolVar(&wanted.AuditLog, "audit-log", false, "write an audit log (see: testcluster audit-log)")
	cmd.Flags().BoolVar(&wanted.EtcdProxy, "etcd-proxy", false, "put a proxy before etcd (see: testcluster slow)")
	cmd.Flags().DurationVar(&wanted.NodeGrace, "node-grace", 0,
		"how long a node may be silent until it is NotReady, in whole seconds; 0 for Kubernetes' own 50 s")
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error {
		if wanted.Nodes < 1 || wanted.Nodes > maxNodes {
			return fmt.Errorf("--nodes %d: must be 1 to %d", wanted.Nodes, maxNodes)
		}
		if wanted.ControlPlaneOnly && cmd.Flags().Changed("nodes") {
			return errors.New("--control-plane-only and --nodes exclude each other")
		}
		if g := wanted.NodeGrace; g != 0 && (g < shortestGrace || g > longestGrace || g%time.Second != 0) {
			return fmt.Errorf("--node-grace %s: must be whole seconds from %s to %s", g, shortestGrace, longestGrace)
		}
		return nil
	}
	cmd.RunE = on(func(_ *cobra.Command, cluster state.Cluster, _ []string) error {
		if wanted.ControlPlaneOnly {
			wanted.Nodes = 0
		}
		return up(cluster, wanted)
	})
	return cmd
}

func up(cluster state.Cluster, wanted state.Record) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := preflight(cluster.Layout, wanted); err != nil {
		return err
	}
	lock, err := cluster.Lock(ctx, 5*time.Minute)
	if err != nil {
		return err
	}
	defer lock.Release()
	p := newProgress()
	if running, err := alreadyUp(cluster, wanted, p); running || err != nil {
		return err
	}
	if left, err := tearDown(cluster); err != nil {
		return err
	} else if left != nothing {
		p.say("removed what was left of an earlier cluster %s: %s", cluster.Name, left)
	}
	if err := start(ctx, cluster, wanted, p); err != nil {
		if ctx.Err() != nil {
			return errors.Join(errors.New("interrupted"), cleanUp(cluster))
		}
		return errors.Join(err, keepLogs(cluster, wanted.Nodes), cleanUp(cluster))
	}
	p.say("cluster %s is ready: export KUBECONFIG=%s", cluster.Name, cluster.Kubeconfig())
	return nil
}

// alreadyUp tells whether a healthy cluster of that name runs with the wanted options.
func alreadyUp(cluster state.Cluster, wanted state.Record, p *progress) (bool, error) {
	record, err := cluster.Load()
	if err != nil || !record.Ready {
		return false, nil
	}
	if problem := health(cluster, record); problem != nil {
		p.say("cluster %s exists but is not healthy (%v)", cluster.Name, problem)
		return false, nil
	}
	wanted.Port, wanted.Netns, wanted.Ready = record.Port, record.Netns, record.Ready
	if record != wanted {
		return false, fmt.Errorf("cluster %s is running with other options (%s): testcluster down --name %[1]s", cluster.Name, describe(record))
	}
	p.say("cluster %s is running already (%s): export KUBECONFIG=%s", cluster.Name, describe(record), cluster.Kubeconfig())
	return true, nil
}

func start(ctx context.Context, cluster state.Cluster, wanted state.Record, p *progress) error {
	if err := os.MkdirAll(cluster.Path("logs"), 0o755); err != nil {
		return err
	}
	if err := cluster.Save(wanted); err != nil {
		return err
	}
	keys, err := controlplane.NewKeys(cluster)
	if err != nil {
		return err
	}
	p.say("keys and certificates made")
	plane := &controlplane.ControlPlane{Cluster: cluster, Keys: keys}
	if wanted.ControlPlaneOnly {
		err = startLocal(ctx, plane, &wanted, p)
	} else {
		err = startIsolated(ctx, plane, &wanted, p)
	}
	if err != nil {
		return err
	}
	wanted.Ready = true
	return cluster.Save(wanted)
}

func startLocal(ctx context.Context, plane *controlplane.ControlPlane, record *state.Record, p *progress) error {
	for attempt := 1; ; attempt++ {
		endpoint, err := controlplane.LocalEndpoint(record.EtcdProxy)
		if err != nil {
			return err
		}
		plane.Endpoint, record.Port = endpoint, endpoint.Port
		err = startControlPlane(ctx, plane, record, p)
		if err == nil || attempt == portAttempts || ctx.Err() != nil || !plane.AddressTaken() {
			return err
		}
		p.say("another program took a port that was free: once more with others")
		if err := plane.Abandon(); err != nil {
			return err
		}
	}
}

// portAttempts is how often free ports are looked for: whoever else looks at the same time finds others the next time.
const portAttempts = 3

// startControlPlane starts the control plane's programs; the record holds the port of the API server on 127.0.0.1.
func startControlPlane(ctx context.Context, plane *controlplane.ControlPlane, record *state.Record, p *progress) error {
	if record.AuditLog {
		plane.Endpoint.AuditLog = plane.Cluster.AuditLog()
	}
	plane.Endpoint.NodeGrace = record.NodeGrace
	server := fmt.Sprintf("https://127.0.0.1:%d", record.Port)
	client, err := kube.New(server, plane.Keys.Authority.Cert, plane.Keys.Pair("admin"))
	if err != nil {
		return err
	}
	plane.Client = client
	if err := plane.WriteFiles(server); err != nil {
		return err
	}
	if err := plane.StartServer(ctx); err != nil {
		return err
	}
	p.say("API server ready at %s", server)
	if err := plane.StartControllers(ctx); err != nil {
		return err
	}
	p.say("controllers work")
	return nil
}
