package images

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"time"

	"rampart.dev/testcluster/internal/process"
	"rampart.dev/testcluster/internal/state"
)

// Load imports an image archive on the first n nodes at the same time, within five minutes.
func Load(ctx context.Context, cluster state.Cluster, archive string, nodes int) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	var wait sync.WaitGroup
	failed := make([]error, nodes)
	for n := range nodes {
		wait.Go(func() { failed[n] = load(ctx, cluster, archive, state.NodeName(n+1)) })
	}
	wait.Wait()
	return errors.Join(failed...)
}

func load(ctx context.Context, cluster state.Cluster, archive, node string) error {
	file, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer file.Close()
	output, err := InNode(ctx, cluster, node, file, "ctr", "-n", "k8s.io", "images", "import", "-")
	if err != nil {
		return fmt.Errorf("import %s on %s: %w\n%s", archive, node, err, output)
	}
	return nil
}

// InNode runs a command in a node, through node-exec, and returns what it printed.
func InNode(ctx context.Context, cluster state.Cluster, node string, input *os.File, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, cluster.Layout.Bin("testcluster"), append([]string{"node-exec", "--name", cluster.Name, node, "--"}, args...)...)
	cmd.Env = append(os.Environ(), process.Mark+"="+cluster.Dir)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	if input != nil {
		cmd.Stdin = input
	}
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	err := cmd.Run()
	return output.String(), err
}
