package cgroups

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"rampart.dev/testcluster/internal/await"
)

// Find lists the groups whose name starts with the prefix, from all hierarchies.
func Find(prefix string) []string {
	var names []string
	hierarchies, _ := Hierarchies()
	for _, h := range hierarchies {
		groups, _ := filepath.Glob(filepath.Join(h.Mount, prefix+"*"))
		for _, group := range groups {
			names = append(names, filepath.Base(group))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Processes lists all processes in the group and below it.
func Processes(name string) []int {
	var pids []int
	for _, directory := range directories(name) {
		content, _ := os.ReadFile(filepath.Join(directory, "cgroup.procs"))
		for _, field := range strings.Fields(string(content)) {
			if pid, err := strconv.Atoi(field); err == nil && pid != os.Getpid() {
				pids = append(pids, pid)
			}
		}
	}
	slices.Sort(pids)
	return slices.Compact(pids)
}

// Remove removes the group, which must have no processes any more, from every hierarchy.
func Remove(name string) error {
	return await.True(context.Background(), "remove control group "+name, 10*time.Second, func() (bool, error) {
		left := directories(name)
		for _, directory := range slices.Backward(left) { // children come after their parents
			err := unix.Rmdir(directory)
			if err != nil && !errors.Is(err, unix.EBUSY) && !errors.Is(err, unix.ENOENT) {
				return false, err
			}
		}
		return len(left) == 0, nil
	})
}

func directories(name string) []string {
	var found []string
	hierarchies, _ := Hierarchies()
	for _, h := range hierarchies {
		_ = filepath.WalkDir(filepath.Join(h.Mount, name), func(path string, entry fs.DirEntry, err error) error {
			if err == nil && entry.IsDir() {
				found = append(found, path)
			}
			return nil
		})
	}
	return found
}
