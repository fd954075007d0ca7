package node

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"

	"rampart.dev/testcluster/internal/cgroups"
)

// mount makes the mount point and mounts.
func mount(source, target, kind string, flags uintptr, options string) error {
	if err := os.MkdirAll(target, 0o755); err != nil {
		return err
	}
	if err := unix.Mount(source, target, kind, flags, options); err != nil {
		return fmt.Errorf("mount %s on %s: %w", source, target, err)
	}
	return nil
}

// mountKernel mounts what the kernel provides: the node's own views of processes, network devices, groups and devices.
func mountKernel(root string) error {
	const plain = unix.MS_NOSUID | unix.MS_NODEV
	at := func(path string) string { return filepath.Join(root, path) }
	mounts := []struct {
		kind, path string
		flags      uintptr
		options    string
	}{
		{"proc", "proc", plain | unix.MS_NOEXEC, ""},
		{"sysfs", "sys", plain | unix.MS_NOEXEC, ""},
		{"tmpfs", "run", plain, "mode=755"},
		{"tmpfs", "tmp", plain, "mode=1777"},
	}
	for _, m := range mounts {
		if err := mount(m.kind, at(m.path), m.kind, m.flags, m.options); err != nil {
			return err
		}
	}
	if err := mountCgroups(at("sys/fs/cgroup")); err != nil {
		return err
	}
	return mountDevices(at("dev"))
}

// mountCgroups mounts every v1 hierarchy as the machine does. In the node's cgroup namespace its group is the root.
// The folder around them becomes read-only: systemd would mount the controllers that the machine does not, and so
// make hierarchies that all nodes and the machine share.
func mountCgroups(target string) error {
	const plain = unix.MS_NOSUID | unix.MS_NODEV | unix.MS_NOEXEC
	if err := mount("tmpfs", target, "tmpfs", plain, "mode=755"); err != nil {
		return err
	}
	hierarchies, err := cgroups.Hierarchies()
	if err != nil {
		return err
	}
	for _, h := range hierarchies {
		if h.Unified() { // not mounted: containerd, the kubelet and systemd then keep to v1
			continue
		}
		name := filepath.Base(h.Mount)
		if err := mount("cgroup", filepath.Join(target, name), "cgroup", 0, h.Options); err != nil {
			return err
		}
		if !strings.Contains(name, ",") {
			continue
		}
		for _, controller := range strings.Split(name, ",") {
			if err := os.Symlink(name, filepath.Join(target, controller)); err != nil {
				return err
			}
		}
	}
	return mount("tmpfs", target, "tmpfs", plain|unix.MS_REMOUNT|unix.MS_RDONLY, "mode=755")
}

// devices of a node. The console and the kernel's log are not the machine's: both are null devices.
var devices = []struct {
	name         string
	major, minor uint32
}{
	{"null", 1, 3}, {"zero", 1, 5}, {"full", 1, 7}, {"random", 1, 8}, {"urandom", 1, 9}, {"tty", 5, 0},
	{"console", 1, 3}, {"kmsg", 1, 3},
}

func mountDevices(dev string) error {
	if err := mount("tmpfs", dev, "tmpfs", unix.MS_NOSUID|unix.MS_NOEXEC, "mode=755"); err != nil {
		return err
	}
	for _, device := range devices {
		path := filepath.Join(dev, device.name)
		if err := unix.Mknod(path, unix.S_IFCHR|0o666, int(unix.Mkdev(device.major, device.minor))); err != nil {
			return fmt.Errorf("mknod %s: %w", path, err)
		}
		if err := os.Chmod(path, 0o666); err != nil {
			return err
		}
	}
	links := map[string]string{"ptmx": "pts/ptmx", "fd": "/proc/self/fd", "stdin": "/proc/self/fd/0",
		"stdout": "/proc/self/fd/1", "stderr": "/proc/self/fd/2"}
	for name, target := range links {
		if err := os.Symlink(target, filepath.Join(dev, name)); err != nil {
			return err
		}
	}
	const plain = unix.MS_NOSUID | unix.MS_NOEXEC
	if err := mount("devpts", filepath.Join(dev, "pts"), "devpts", plain, "newinstance,ptmxmode=0666,mode=620,gid=5"); err != nil {
		return err
	}
	if err := mount("tmpfs", filepath.Join(dev, "shm"), "tmpfs", plain|unix.MS_NODEV, "mode=1777"); err != nil {
		return err
	}
	return mount("mqueue", filepath.Join(dev, "mqueue"), "mqueue", plain|unix.MS_NODEV, "")
}
