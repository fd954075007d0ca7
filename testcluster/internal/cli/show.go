package cli

import (
	"errors"
	"fmt"
	"os"
	"syscall"

	"github.com/spf13/cobra"

	"rampart.dev/testcluster/internal/debianroot"
	"rampart.dev/testcluster/internal/kube"
	"rampart.dev/testcluster/internal/state"
)

func kubeconfigCommand() *cobra.Command {
	var path bool
	cmd := &cobra.Command{
		Use:   "kubeconfig",
		Short: "Print the administrator's kubeconfig",
		Args:  cobra.NoArgs,
		RunE: on(func(cmd *cobra.Command, cluster state.Cluster, _ []string) error {
			if _, err := cluster.Load(); err != nil {
				return err
			}
			content, err := os.ReadFile(cluster.Kubeconfig())
			if err != nil {
				return err
			}
			if path {
				content = []byte(cluster.Kubeconfig() + "\n")
			}
			_, err = cmd.OutOrStdout().Write(content)
			return err
		}),
	}
	cmd.Flags().BoolVar(&path, "path", false, "print the path of the file instead")
	cmd.SetOut(os.Stdout)
	return cmd
}

func auditLogCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "audit-log",
		Short: "Print the path of the audit log (one JSON object per line)",
		Args:  cobra.NoArgs,
		RunE: on(func(_ *cobra.Command, cluster state.Cluster, _ []string) error {
			record, err := cluster.Load()
			if err == nil && !record.AuditLog {
				err = fmt.Errorf("cluster %s was started without --audit-log", cluster.Name)
			}
			if err == nil {
				fmt.Println(cluster.AuditLog())
			}
			return err
		}),
	}
}

func nodesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "nodes",
		Short: "List the names of the nodes",
		Args:  cobra.NoArgs,
		RunE: on(func(_ *cobra.Command, cluster state.Cluster, _ []string) error {
			record, err := cluster.Load()
			for _, name := range record.NodeNames() {
				fmt.Println(name)
			}
			return err
		}),
	}
}

func packagesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "packages",
		Short: "List the Debian packages that clusters with nodes need on this machine, one per line",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			for _, requirement := range debianroot.Requirements {
				fmt.Println(requirement.Package)
			}
			return nil
		},
	}
}

func canRunCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "can-run",
		Short: "Say why this machine cannot run nodes, with exit code 1; say nothing when it can",
		Args:  cobra.NoArgs,
		RunE: on(func(_ *cobra.Command, cluster state.Cluster, _ []string) error {
			if obstacle := nodesPossible(cluster.Layout); obstacle != nil {
				fmt.Println(obstacle)
				return exitCode(exitFailure)
			}
			return nil
		}),
	}
}

func statusCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "status",
		Short: "Say how a cluster is; exit code 1 unless it is healthy",
		Args:  cobra.NoArgs,
		RunE: on(func(_ *cobra.Command, cluster state.Cluster, _ []string) error {
			record, err := cluster.Load()
			if err != nil {
				return err
			}
			fmt.Printf("cluster %s: %s\n", cluster.Name, describe(record))
			fmt.Printf("API server: https://127.0.0.1:%d\nkubeconfig: %s\n", record.Port, cluster.Kubeconfig())
			if err := health(cluster, record); err != nil {
				return fmt.Errorf("cluster %s is not healthy: %w", cluster.Name, err)
			}
			fmt.Println("healthy")
			return nil
		}),
	}
}

// health says what is wrong with a running cluster.
func health(cluster state.Cluster, record state.Record) error {
	if !record.Ready {
		return errors.New("it never became ready")
	}
	client, err := kube.FromKubeconfig(cluster.Kubeconfig())
	if err != nil {
		return err
	}
	if !client.Ready() {
		return errors.New("the API server does not answer")
	}
	nodes, err := client.Nodes()
	if err != nil {
		return err
	}
	ready := map[string]bool{}
	for _, node := range nodes {
		ready[node.Name] = node.Ready
	}
	for _, name := range record.NodeNames() {
		if !ready[name] {
			return fmt.Errorf("%s is not ready", name)
		}
	}
	return nil
}

func describe(record state.Record) string {
	said := fmt.Sprintf("%d nodes", record.Nodes)
	if record.ControlPlaneOnly {
		said = "control plane only"
	}
	if record.AuditLog {
		said += ", audit log"
	}
	if record.EtcdProxy {
		said += ", proxy before etcd"
	}
	if record.NodeGrace != 0 {
		said += ", node grace " + record.NodeGrace.String()
	}
	return said
}

func ownedByRoot(info os.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && stat.Uid == 0
}
