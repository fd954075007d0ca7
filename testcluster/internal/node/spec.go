// Package node makes a node: a process tree in namespaces and a control group of its own, with a Debian root and systemd.
package node

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"rampart.dev/testcluster/internal/cgroups"
	"rampart.dev/testcluster/internal/state"
)

// Spec is everything that a node's first process needs to know. It is handed over through a pipe: it holds keys.
type Spec struct {
	Name         string
	Index        int
	Nodes        int
	Cgroup       string
	ControlPlane int      // process that holds the control plane's network namespace
	Build        string   // build folder
	Lower        []string // read-only layers of the root, topmost first, relative to the build folder
	Disk         string   // mount point of the node's own disk, relative to the build folder
	PidFile      string
	Files        []File
	Links        map[string]string // name to target
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

// Pid finds a node's first process; a process id that was reused is not mistaken for it.
func Pid(cluster state.Cluster, name string) (int, error) {
	record, err := cluster.Load()
	if err != nil {
		return 0, err
	}
	if !isNode(name, record.Nodes) {
		return 0, fmt.Errorf("cluster %s has no node %q (see: testcluster nodes --name %[1]s)", cluster.Name, name)
	}
	content, err := os.ReadFile(PidFile(cluster, name))
	if err != nil {
		return 0, fmt.Errorf("%s was not started: %w", name, err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(content)))
	if err != nil || !cgroups.Contains(Cgroup(cluster, name), pid) {
		return 0, fmt.Errorf("%s is not running", name)
	}
	return pid, nil
}

func isNode(name string, nodes int) bool {
	for n := 1; n <= nodes; n++ {
		if name == state.NodeName(n) {
			return true
		}
	}
	return false
}

// Inside is the path under which the machine sees a file of a node.
func Inside(pid int, path string) string {
	return filepath.Join(fmt.Sprintf("/proc/%d/root", pid), path)
}
