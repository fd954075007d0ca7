package controlplane

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"rampart.dev/testcluster/internal/await"
	"rampart.dev/testcluster/internal/kube"
	"rampart.dev/testcluster/internal/process"
	"rampart.dev/testcluster/internal/state"
)

// The programs of a control plane, which is also how their processes are called.
const (
	Etcd              = "etcd"
	APIServer         = "kube-apiserver"
	ControllerManager = "kube-controller-manager"
	Scheduler         = "kube-scheduler"
)

// Components lists them.
var Components = []string{Etcd, APIServer, ControllerManager, Scheduler}

// A Component is one program of a running cluster. Others can have ended it: what is asked is asked of the kernel.
type Component struct {
	Cluster state.Cluster
	Name    string
}

// launch starts one of the programs.
func launch(cluster state.Cluster, name string, flags []string, netns int) (*process.Running, error) {
	return process.Start(process.Program{
		Name: name, Path: cluster.Layout.Bin(name), Args: flags, State: cluster.Dir, Log: cluster.Log(name), Netns: netns,
	})
}

func flagsFile(cluster state.Cluster, name string) string { return cluster.Path("flags", name+".json") }

func saveFlags(cluster state.Cluster, name string, flags []string) error {
	content, err := json.Marshal(flags)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(cluster.Path("flags"), 0o755); err != nil {
		return err
	}
	return os.WriteFile(flagsFile(cluster, name), content, 0o644)
}

// Flags are those that the program was first started with; it fails when the cluster has no such program.
func (c Component) Flags() ([]string, error) {
	content, err := os.ReadFile(flagsFile(c.Cluster, c.Name))
	if err != nil {
		return nil, fmt.Errorf("cluster %s has no %s", c.Cluster.Name, c.Name)
	}
	var flags []string
	err = json.Unmarshal(content, &flags)
	return flags, err
}

// Pids lists the program's processes: one, or none when it is stopped.
func (c Component) Pids() []int {
	return process.Find(c.Cluster.Dir, func(args []string) bool { return filepath.Base(args[0]) == c.Name })
}

// Kill ends the program with SIGKILL; it has no time to say goodbye to anyone.
func (c Component) Kill() error {
	_, err := process.EndAll(c.Name, c.Pids)
	return err
}

// Signal sends SIGSTOP or SIGCONT, and waits until the kernel shows that all threads heard it.
func (c Component) Signal(signal unix.Signal) error {
	pids := c.Pids()
	if len(pids) == 0 {
		return fmt.Errorf("%s is not running: testcluster start %[1]s --name %s", c.Name, c.Cluster.Name)
	}
	for _, pid := range pids {
		if err := unix.Kill(pid, signal); err != nil {
			return fmt.Errorf("%s (process %d): %w", c.Name, pid, err)
		}
	}
	return await.True(context.Background(), c.Name+" obeys "+unix.SignalName(signal), 10*time.Second, func() (bool, error) {
		return c.IsFrozen() == (signal == unix.SIGSTOP), nil
	})
}

// IsFrozen tells whether the program's process is stopped by a signal.
func (c Component) IsFrozen() bool {
	return slices.ContainsFunc(c.Pids(), func(pid int) bool {
		content, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		_, state, _ := strings.Cut(string(content), ") ")
		return strings.HasPrefix(state, "T")
	})
}

// Start starts the program with the flags and the data of before and waits until it works.
func (c Component) Start(ctx context.Context, client *kube.Client, netns int) error {
	flags, err := c.Flags()
	if err != nil {
		return err
	}
	log := c.Cluster.Log(c.Name)
	before := size(log)
	running, err := launch(c.Cluster, c.Name, flags, netns)
	if err != nil {
		return err
	}
	err = await.True(ctx, c.Name+" works", 90*time.Second, func() (bool, error) {
		return c.works(client, before), running.Ended()
	})
	return await.WithLog(err, log)
}

// works asks the API server where it knows; etcd answers through it. The others say it in their log.
func (c Component) works(client *kube.Client, logBefore int64) bool {
	switch c.Name {
	case APIServer:
		return client.Ready()
	case Etcd:
		server := Component{Cluster: c.Cluster, Name: APIServer}
		isAsked := len(server.Pids()) > 0 && !server.IsFrozen()
		return !isAsked || client.Ready()
	case Scheduler:
		return logHas(c.Cluster.Log(c.Name), logBefore, "Serving securely")
	default:
		return logHas(c.Cluster.Log(c.Name), logBefore, "Caches are synced")
	}
}

func size(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// logHas tells whether a log contains a text behind an offset.
func logHas(path string, offset int64, text string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	if _, err := file.Seek(offset, 0); err != nil {
		return false
	}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if strings.Contains(lines.Text(), text) {
			return true
		}
	}
	return false
}
