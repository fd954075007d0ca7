package node

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"rampart.dev/testcluster/internal/await"
	"rampart.dev/testcluster/internal/cgroups"
	"rampart.dev/testcluster/internal/process"
	"rampart.dev/testcluster/internal/state"
)

// Folder holds what the machine knows about a node.
func Folder(cluster state.Cluster, name string) string { return cluster.Path("nodes", name) }

func diskOf(cluster state.Cluster, name string) string {
	return filepath.Join(Folder(cluster, name), "disk")
}

const holdDisk = "node-disk"

// NewDisk starts the process that holds an empty disk, and returns its process id. The disk lives as long as that
// process, whether the node runs or not.
func NewDisk(ctx context.Context, cluster state.Cluster, name string) (int, error) {
	disk, ready := diskOf(cluster, name), filepath.Join(Folder(cluster, name), "disk-ready")
	if err := os.MkdirAll(disk, 0o755); err != nil {
		return 0, err
	}
	log := cluster.Log(name + "-boot")
	keeper, err := process.Start(process.Program{
		Name: "disk of " + name, Path: cluster.Layout.Bin("testcluster"), Args: []string{"internal", holdDisk, disk, ready},
		State: cluster.Dir, Log: log, Cloneflags: syscall.CLONE_NEWNS,
	})
	if err != nil {
		return 0, err
	}
	err = await.True(ctx, "disk of "+name, 10*time.Second, func() (bool, error) {
		_, missing := os.Stat(ready)
		return missing == nil, keeper.Ended()
	})
	return keeper.Pid, await.WithLog(err, log)
}

// HoldDisk is "internal node-disk": it mounts a tmpfs in a mount namespace of its own, says so by making a file, and
// waits to be ended.
func HoldDisk(disk, ready string) error {
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_SLAVE, ""); err != nil {
		return err
	}
	if err := mount("tmpfs", disk, "tmpfs", 0, "mode=755"); err != nil {
		return err
	}
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, unix.SIGTERM)
	if err := os.WriteFile(ready, nil, 0o644); err != nil {
		return err
	}
	<-ended
	return nil
}

// Saved is the specification of a node that was started before. It fails when the node's disk is gone.
func Saved(cluster state.Cluster, name string) (Spec, error) {
	var spec Spec
	content, err := os.ReadFile(specFile(cluster, name))
	if err == nil {
		err = json.Unmarshal(content, &spec)
	}
	if err != nil || !slices.Contains(keepers(cluster, name), spec.Keeper) {
		return spec, fmt.Errorf("%s has no disk to start from: testcluster wipe %[1]s --name %s gives it a new one", name, cluster.Name)
	}
	return spec, nil
}

func specFile(cluster state.Cluster, name string) string {
	return filepath.Join(Folder(cluster, name), "spec.json")
}

func save(cluster state.Cluster, spec Spec) error {
	spec.Files, spec.Links = nil, nil // they hold keys, and the disk has them
	content, err := json.Marshal(spec)
	if err != nil {
		return err
	}
	return os.WriteFile(specFile(cluster, spec.Name), content, 0o600)
}

func keepers(cluster state.Cluster, name string) []int {
	disk := diskOf(cluster, name)
	return process.Find(cluster.Dir, func(args []string) bool {
		return slices.Contains(args, holdDisk) && slices.Contains(args, disk)
	})
}

// PowerOff ends everything that runs in a node, as a power cut does. Its disk stays.
func PowerOff(cluster state.Cluster, name string) error {
	group := Cgroup(cluster, name)
	_, err := process.EndAll("processes of "+name, func() []int { return cgroups.Processes(group) })
	if err != nil {
		return err
	}
	err = os.Remove(PidFile(cluster, name))
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, cgroups.Remove(group))
}

// Discard ends everything of a node and forgets it, its disk included.
func Discard(cluster state.Cluster, name string) error {
	if err := PowerOff(cluster, name); err != nil {
		return err
	}
	if _, err := process.EndAll("disk of "+name, func() []int { return keepers(cluster, name) }); err != nil {
		return err
	}
	return os.RemoveAll(Folder(cluster, name))
}
