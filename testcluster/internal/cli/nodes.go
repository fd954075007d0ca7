package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rampart.dev/testcluster/internal/images"
	"rampart.dev/testcluster/internal/node"
	"rampart.dev/testcluster/internal/state"
)

func loadCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "load IMAGE.tar",
		Short: "Import an image (docker or OCI archive) on all nodes",
		Long: "Import an image (docker or OCI archive) on all nodes that run. The archive is remembered: nodes that are off, and\n" +
			"those that are added or wiped later, get it when they start.",
		Args: cobra.ExactArgs(1),
		RunE: alone(mayTouchNodes, func(ctx context.Context, cluster state.Cluster, record state.Record, args []string) error {
			p := newProgress()
			nodes, err := load(ctx, cluster, record, args[0])
			return done(err, p, "%s is on %d nodes of cluster %s", filepath.Base(args[0]), nodes, cluster.Name)
		}),
	}
}

// load remembers the archive and imports it on all running nodes at the same time.
func load(ctx context.Context, cluster state.Cluster, record state.Record, archive string) (int, error) {
	if err := images.Remember(cluster, archive); err != nil {
		return 0, err
	}
	nodes := slices.DeleteFunc(record.NodeNames(), func(name string) bool { return !node.IsRunning(cluster, name) })
	failed := make(chan error, len(nodes))
	for _, name := range nodes {
		go func() { failed <- images.Bring(ctx, cluster, name) }()
	}
	var all error
	for range nodes {
		all = errors.Join(all, <-failed)
	}
	return len(nodes), all
}

func nodeExecCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "node-exec NODE -- COMMAND [ARGUMENT...]",
		Short: "Run a command in a node, outside of any pod",
		Long: "Run a command in a node, outside of any pod: in its namespaces, its root and its control group.\n" +
			"Standard files, signals and the exit code are passed through. What it leaves in the background keeps running.",
		Args: cobra.MinimumNArgs(2),
		RunE: on(func(_ *cobra.Command, cluster state.Cluster, args []string) error {
			if err := needRoot(); err != nil {
				return err
			}
			pid, err := node.Pid(cluster, args[0])
			if err != nil {
				return err
			}
			code, err := node.Exec(pid, node.Cgroup(cluster, args[0]), args[1:])
			if err == nil && code != 0 {
				err = exitCode(code)
			}
			return err
		}),
	}
}

func logsCommand() *cobra.Command {
	var lines int
	cmd := &cobra.Command{
		Use:   "logs [COMPONENT]",
		Short: "Print a component's log, or list the components",
		Long: "Print a component's log, or list the components. A node's name prints its journal,\n" +
			"NODE/UNIT (as in node-1/kubelet) that of one unit.",
		Args: cobra.MaximumNArgs(1),
		RunE: on(func(_ *cobra.Command, cluster state.Cluster, args []string) error {
			record, err := cluster.Load()
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return listComponents(cluster, record)
			}
			return printLog(cluster, record, args[0], lines)
		}),
	}
	cmd.Flags().IntVarP(&lines, "lines", "n", 200, "how many of the last lines")
	return cmd
}

func listComponents(cluster state.Cluster, record state.Record) error {
	files, err := filepath.Glob(cluster.Log("*"))
	for _, file := range files {
		fmt.Println(strings.TrimSuffix(filepath.Base(file), ".log"))
	}
	for _, name := range record.NodeNames() {
		fmt.Printf("%[1]s\n%[1]s/kubelet\n%[1]s/kube-proxy\n%[1]s/containerd\n", name)
	}
	return err
}

func printLog(cluster state.Cluster, record state.Record, component string, lines int) error {
	name, unit, hasUnit := strings.Cut(component, "/")
	if !slices.Contains(record.NodeNames(), name) {
		if hasUnit {
			return fmt.Errorf("cluster %s has no node %q", cluster.Name, name)
		}
		return runAttached("tail", "-n", fmt.Sprint(lines), cluster.Log(filepath.Base(component)))
	}
	args := []string{"node-exec", "--name", cluster.Name, name, "--", "journalctl", "--no-pager", "-n", fmt.Sprint(lines)}
	if hasUnit {
		args = append(args, "-u", unit)
	}
	return runAttached(cluster.Layout.Bin("testcluster"), args...)
}

func runAttached(program string, args ...string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exitCode(exit.ExitCode())
	}
	return err
}

func needRoot() error {
	if os.Geteuid() != 0 {
		return errors.New("nodes belong to root: use sudo")
	}
	return nil
}
