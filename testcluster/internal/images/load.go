package images

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"rampart.dev/testcluster/internal/process"
	"rampart.dev/testcluster/internal/state"
)

// Bring imports, within five minutes, the remembered archives that a node does not have yet, in the order in which they
// were remembered. The node's folder keeps the list of what it has: it goes with the disk.
func Bring(ctx context.Context, cluster state.Cluster, node string) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	list := cluster.Path("nodes", node, "images")
	content, err := os.ReadFile(list)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	present := strings.Fields(string(content))
	for _, archive := range Remembered(cluster) {
		if slices.Contains(present, filepath.Base(archive)) {
			continue
		}
		if err := load(ctx, cluster, archive, node); err != nil {
			return err
		}
		present = append(present, filepath.Base(archive))
		if err := os.WriteFile(list, []byte(strings.Join(present, "\n")+"\n"), 0o644); err != nil {
			return err
		}
	}
	return nil
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
