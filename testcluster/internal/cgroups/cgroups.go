// Package cgroups keeps each node in a control group of its own, in every hierarchy: those of cgroup v1 and, on a hybrid
// machine, the unified one, in which the nodes' systemds would meet otherwise.
package cgroups

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// Hierarchy is one mounted hierarchy.
type Hierarchy struct {
	Options string // what identifies it to mount(2): "cpu,cpuacct" or "none,name=systemd"; empty for the unified one
	Mount   string
}

// Unified tells whether it is the hierarchy of cgroup v2.
func (h Hierarchy) Unified() bool { return h.Options == "" }

// Hierarchies lists the machine's hierarchies.
func Hierarchies() ([]Hierarchy, error) {
	file, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return parse(file), nil
}

func parse(mountinfo io.Reader) []Hierarchy {
	var found []Hierarchy
	lines := bufio.NewScanner(mountinfo)
	for lines.Scan() {
		mount, super, _ := strings.Cut(lines.Text(), " - ")
		fields, kind := strings.Fields(mount), strings.Fields(super)
		if len(fields) < 5 || len(kind) < 3 {
			continue
		}
		if kind[0] == "cgroup2" {
			found = append(found, Hierarchy{Mount: fields[4]})
		} else if kind[0] == "cgroup" {
			found = append(found, Hierarchy{Options: identity(kind[2]), Mount: fields[4]})
		}
	}
	return found
}

// identity keeps of a hierarchy's mount options those that say which one it is.
func identity(options string) string {
	var kept []string
	named := false
	for _, option := range strings.Split(options, ",") {
		switch {
		case option == "rw" || option == "ro" || option == "xattr" || option == "clone_children",
			strings.HasPrefix(option, "release_agent="):
		default:
			named = named || strings.HasPrefix(option, "name=")
			kept = append(kept, option)
		}
	}
	if named && len(kept) == 1 {
		kept = append([]string{"none"}, kept...)
	}
	return strings.Join(kept, ",")
}

// Supported says why nodes cannot run on this machine's control groups.
func Supported() error {
	var fs unix.Statfs_t
	if err := unix.Statfs("/sys/fs/cgroup", &fs); err != nil {
		return fmt.Errorf("/sys/fs/cgroup: %w", err)
	}
	if fs.Type == unix.CGROUP2_SUPER_MAGIC {
		return errors.New("this machine uses cgroup v2 only, on which nodes are not supported (they need the v1 hierarchies): " +
			"use --control-plane-only, or give the tests the kubeconfig of an existing cluster")
	}
	found, err := Hierarchies()
	if err == nil && !slices.ContainsFunc(found, func(h Hierarchy) bool { return !h.Unified() }) {
		err = errors.New("no cgroup v1 hierarchy is mounted: use --control-plane-only, or the kubeconfig of an existing cluster")
	}
	return err
}

// Create makes the group in every hierarchy.
func Create(name string) error {
	hierarchies, err := Hierarchies()
	if err != nil {
		return err
	}
	for _, h := range hierarchies {
		group := filepath.Join(h.Mount, name)
		if err := os.MkdirAll(group, 0o755); err != nil {
			return err
		}
		if h.Unified() {
			continue
		}
		if err := fillCpuset(h.Mount, group); err != nil {
			return err
		}
	}
	return nil
}

// fillCpuset copies processors and memory nodes from the parent: an empty cpuset takes no processes.
func fillCpuset(parent, group string) error {
	for _, file := range []string{"cpuset.cpus", "cpuset.mems"} {
		content, err := os.ReadFile(filepath.Join(parent, file))
		if errors.Is(err, os.ErrNotExist) {
			return nil
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(group, file), content, 0o644)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Join moves the calling process into the group.
func Join(name string) error {
	hierarchies, err := Hierarchies()
	if err != nil {
		return err
	}
	for _, h := range hierarchies {
		file := filepath.Join(h.Mount, name, "cgroup.procs")
		if err := os.WriteFile(file, []byte(strconv.Itoa(os.Getpid())), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Contains tells whether a process is in the group or below it.
func Contains(name string, pid int) bool {
	content, err := os.ReadFile(fmt.Sprintf("/proc/%d/cgroup", pid))
	if err != nil {
		return false
	}
	return strings.Contains(string(content), ":/"+name+"/") || strings.Contains(string(content), ":/"+name+"\n")
}
