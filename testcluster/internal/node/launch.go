package node

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"time"

	"rampart.dev/testcluster/internal/cgroups"
	"rampart.dev/testcluster/internal/process"
	"rampart.dev/testcluster/internal/state"
)

// Launch makes the node's control group and runs "internal node-start" with the specification, of which it keeps what a
// later start needs. The pid file of the node exists when it returns.
func Launch(ctx context.Context, spec Spec, cluster state.Cluster, log string) error {
	if err := save(cluster, spec); err != nil {
		return err
	}
	if err := cgroups.Create(spec.Cgroup); err != nil {
		return err
	}
	content, err := json.Marshal(spec)
	if err != nil {
		return err
	}
	output, err := os.OpenFile(log, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	defer output.Close()
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, cluster.Layout.Bin("testcluster"), "internal", "node-start")
	cmd.Env = []string{"PATH=/usr/sbin:/usr/bin:/sbin:/bin", process.Mark + "=" + cluster.Dir}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(content), output, output
	return cmd.Run()
}
