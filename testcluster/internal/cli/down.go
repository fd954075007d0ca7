package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rampart.dev/testcluster/internal/cgroups"
	"rampart.dev/testcluster/internal/process"
	"rampart.dev/testcluster/internal/state"
	"rampart.dev/testcluster/internal/sysctls"
)

func downCommand() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:   "down",
		Short: "Stop a cluster and leave nothing behind",
		Long: "Stop a cluster and leave nothing behind: processes, control groups, files, kernel settings.\n" +
			"It finds leftovers by the cluster's name, so it also works after a crash and can be repeated.",
		Args: cobra.NoArgs,
	}
	cmd.Flags().BoolVar(&all, "all", false, "stop every cluster of this build folder")
	cmd.RunE = on(func(cmd *cobra.Command, cluster state.Cluster, _ []string) error {
		if !all {
			return downLocked(cluster)
		}
		var failed error
		for _, name := range knownNames(cluster.Layout) {
			failed = errors.Join(failed, downLocked(cluster.Layout.Cluster(name)))
		}
		return failed
	})
	return cmd
}

// knownNames lists the clusters that left a state folder or a control group.
func knownNames(layout state.Layout) []string {
	names := layout.Names()
	prefix := "rampart-" + layout.ID() + "-"
	for _, group := range cgroups.Find(prefix) {
		name, _, _ := strings.Cut(strings.TrimPrefix(group, prefix), ".")
		names = append(names, name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func downLocked(cluster state.Cluster) error {
	lock, err := cluster.Lock(context.Background(), 2*time.Minute)
	if err != nil {
		return err
	}
	defer lock.Release()
	p := newProgress()
	ended, err := tearDown(cluster)
	if err != nil {
		return err
	}
	if ended == nothing {
		p.say("cluster %s: nothing to stop", cluster.Name)
		return nil
	}
	p.say("cluster %s is down: %s", cluster.Name, ended)
	return nil
}

const nothing = "nothing"

// tearDown removes whatever there is of a cluster and says what that was.
func tearDown(cluster state.Cluster) (string, error) {
	if err := mayTouch(cluster); err != nil {
		return "", err
	}
	existed := cluster.Exists()
	processes, err := endProcesses(cluster)
	if err != nil {
		return "", err
	}
	groups := cgroups.Find(cluster.CgroupPrefix())
	for _, group := range groups {
		err = errors.Join(err, cgroups.Remove(group))
	}
	err = errors.Join(err, os.RemoveAll(cluster.Dir))
	restored, failed := releaseSysctls(cluster)
	if err = errors.Join(err, failed); err != nil {
		return "", err
	}
	if !existed && processes+len(groups)+len(restored) == 0 {
		return nothing, nil
	}
	said := fmt.Sprintf("%d processes ended, %d control groups removed", processes, len(groups))
	if len(restored) > 0 {
		slices.Sort(restored)
		said += ", restored " + strings.Join(restored, " ")
	}
	return said, nil
}

// endProcesses ends the marked processes and everything in the nodes' control groups. Killing a node's first process
// makes the kernel end all others of its PID namespace; its mounts and network end with the last of them.
func endProcesses(cluster state.Cluster) (int, error) {
	return process.EndAll("processes of cluster "+cluster.Name, func() []int {
		pids := process.Marked(cluster.Dir)
		for _, group := range cgroups.Find(cluster.CgroupPrefix()) {
			pids = append(pids, cgroups.Processes(group)...)
		}
		return pids
	})
}

func releaseSysctls(cluster state.Cluster) ([]string, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	return sysctls.Machine().Release(cluster.CgroupPrefix())
}

// mayTouch refuses when the cluster belongs to root and the caller is not.
func mayTouch(cluster state.Cluster) error {
	if os.Geteuid() == 0 {
		return nil
	}
	if owner, err := os.Stat(cluster.Dir); err == nil && ownedByRoot(owner) || len(cgroups.Find(cluster.CgroupPrefix())) > 0 {
		return fmt.Errorf("cluster %s was started by root: use sudo", cluster.Name)
	}
	return nil
}
