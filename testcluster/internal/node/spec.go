// Package node makes a node: a process tree in namespaces and a control group of its own, with a Debian root and systemd.
package node

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"rampart.dev/testcluster/internal/cgroups"
	"rampart.dev/testcluster/internal/state"
)

// Spec is everything that a node's first process needs to know. It is handed over through a pipe: it holds keys.
// A copy without files is kept in the node's folder: with it the node starts again from its disk.
type Spec struct {
	Name         string
	Index        int
	Cgroup       string
	ControlPlane int      // process that holds the control plane's network namespace
	Keeper       int      // process that holds the node's disk
	Build        string   // build folder
	Lower        []string // read-only layers of the root, topmost first, relative to the build folder
	Disk         string   // mount point of the node's own disk in the keeper's mount namespace, relative to the build folder
	PidFile      string
	Files        []File            // what the disk gets before the first start
	Links        map[string]string // name to target, likewise
}

// File is a file that a node gets before it starts.
type File struct {
	Path    string
	Mode    os.FileMode
	Content string
}

// Cgroup is the name of a node's control group.
func Cgroup(cluster state.Cluster, name string) string { return cluster.CgroupPrefix() + name }

// PidFile holds the process id, on the machine, of a node's first process.
func PidFile(cluster state.Cluster, name string) string {
	return cluster.Path("nodes", name, "pid")
}

// Index is the number of a node of that name, counted from 1.
func Index(cluster state.Cluster, record state.Record, name string) (int, error) {
	if n := slices.Index(record.NodeNames(), name); n >= 0 {
		return n + 1, nil
	}
	return 0, fmt.Errorf("cluster %s has no node %q (see: testcluster nodes --name %[1]s)", cluster.Name, name)
}

// Pid finds a node's first process; a process id that was reused is not mistaken for it.
func Pid(cluster state.Cluster, name string) (int, error) {
	record, err := cluster.Load()
	if err != nil {
		return 0, err
	}
	if _, err := Index(cluster, record, name); err != nil {
		return 0, err
	}
	content, _ := os.ReadFile(PidFile(cluster, name))
	pid, err := strconv.Atoi(strings.TrimSpace(string(content)))
	if err != nil || !cgroups.Contains(Cgroup(cluster, name), pid) {
		return 0, fmt.Errorf("%s is not running: testcluster node-start %[1]s --name %s", name, cluster.Name)
	}
	return pid, nil
}

// IsRunning tells whether a node's first process lives.
func IsRunning(cluster state.Cluster, name string) bool {
	_, err := Pid(cluster, name)
	return err == nil
}

// Inside is the path under which the machine sees a file of a node.
func Inside(pid int, path string) string {
	return filepath.Join(fmt.Sprintf("/proc/%d/root", pid), path)
}
