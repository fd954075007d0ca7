// Package state knows where things are kept: the build folder and, in it, one folder per cluster.
package state

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"time"
)

// Version is the Kubernetes version of the clusters.
const Version = "1.34.4"

// Layout is the build folder.
type Layout struct{ Build string }

// FromExecutable derives the build folder from the running program, which is <build>/bin/testcluster.
func FromExecutable() (Layout, error) {
	path, err := os.Executable()
	if err != nil {
		return Layout{}, err
	}
	return Layout{Build: filepath.Dir(filepath.Dir(path))}, nil
}

// Bin is the path of a built program.
func (l Layout) Bin(name string) string { return filepath.Join(l.Build, "bin", name) }

// Clusters is the folder that holds one folder per cluster.
func (l Layout) Clusters() string { return filepath.Join(l.Build, "clusters") }

// Cluster is the cluster of a name, whether it exists or not.
func (l Layout) Cluster(name string) Cluster {
	return Cluster{Name: name, Dir: filepath.Join(l.Clusters(), name), Layout: l}
}

// Names lists the clusters that have a state folder.
func (l Layout) Names() []string {
	var names []string
	entries, _ := os.ReadDir(l.Clusters())
	for _, entry := range entries {
		if entry.IsDir() && ValidName(entry.Name()) == nil {
			names = append(names, entry.Name())
		}
	}
	return names
}

// ID is short, unique per build folder, and part of every name that is visible outside of it.
func (l Layout) ID() string {
	sum := sha256.Sum256([]byte(l.Build))
	return hex.EncodeToString(sum[:4])
}

var name = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,28}[a-z0-9])?$`)

// ValidName checks a cluster's name.
func ValidName(s string) error {
	if !name.MatchString(s) {
		return fmt.Errorf("%q is not a cluster name: up to 30 lower-case letters, digits and inner dashes", s)
	}
	return nil
}

// Cluster is one cluster's state folder.
type Cluster struct {
	Name   string
	Dir    string
	Layout Layout
}

// Record is what is remembered about a cluster.
type Record struct {
	Nodes            int           `json:"nodes"`
	ControlPlaneOnly bool          `json:"controlPlaneOnly"`
	AuditLog         bool          `json:"auditLog"`
	EtcdProxy        bool          `json:"etcdProxy"`
	NodeGrace        time.Duration `json:"nodeGrace"` // how long a node may be silent; 0 for Kubernetes' own setting
	Port             int           `json:"port"`
	Netns            int           `json:"netns"` // process that holds the control plane's network namespace, 0 without one
	Ready            bool          `json:"ready"`
}

// NodeNames lists the names of the nodes.
func (r Record) NodeNames() []string {
	var names []string
	for n := 1; n <= r.Nodes; n++ {
		names = append(names, NodeName(n))
	}
	return names
}

// Path joins a path to the cluster's folder.
func (c Cluster) Path(parts ...string) string {
	return filepath.Join(append([]string{c.Dir}, parts...)...)
}

// Log is the log file of a component.
func (c Cluster) Log(component string) string { return c.Path("logs", component+".log") }

// AuditLog is the API server's audit log.
func (c Cluster) AuditLog() string { return c.Path("logs", "audit.jsonl") }

// Kubeconfig is the administrator's kubeconfig.
func (c Cluster) Kubeconfig() string { return c.Path("kubeconfig") }

// Exists tells whether the cluster has a state folder.
func (c Cluster) Exists() bool {
	_, err := os.Stat(c.Dir)
	return err == nil
}

// Load reads the record.
func (c Cluster) Load() (Record, error) {
	var record Record
	content, err := os.ReadFile(c.Path("cluster.json"))
	if errors.Is(err, os.ErrNotExist) {
		return record, fmt.Errorf("there is no cluster %q: testcluster up --name %s", c.Name, c.Name)
	}
	if err != nil {
		return record, err
	}
	if err := json.Unmarshal(content, &record); err != nil {
		return record, fmt.Errorf("the record of cluster %q is damaged: testcluster down --name %s", c.Name, c.Name)
	}
	return record, nil
}

// Save writes the record.
func (c Cluster) Save(record Record) error {
	content, err := json.MarshalIndent(record, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(c.Path("cluster.json.new"), append(content, '\n'), 0o644); err != nil {
		return err
	}
	return os.Rename(c.Path("cluster.json.new"), c.Path("cluster.json")) // an interruption leaves the old one or the new one
}

// CgroupPrefix starts the names of the cluster's control groups.
func (c Cluster) CgroupPrefix() string { return "rampart-" + c.Layout.ID() + "-" + c.Name + "." }

// NodeName is the name of the n-th node, counted from 1.
func NodeName(n int) string { return "node-" + strconv.Itoa(n) }

// GiveToCaller hands a file to the user who called sudo, so that a kubeconfig can be used without it.
func GiveToCaller(path string) error {
	uid, err := strconv.Atoi(os.Getenv("SUDO_UID"))
	if err != nil || os.Geteuid() != 0 {
		return nil
	}
	gid, _ := strconv.Atoi(os.Getenv("SUDO_GID"))
	return os.Chown(path, uid, gid)
}
