package process

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"rampart.dev/testcluster/internal/await"
)

// Marked lists the processes that carry the mark of a state folder.
func Marked(state string) []int {
	var found []int
	environments, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, path := range environments {
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		environment, err := os.ReadFile(path)
		if err == nil && pid != os.Getpid() && HasMark(environment, state) {
			found = append(found, pid)
		}
	}
	return found
}

// HasMark tells whether a process environment (as in /proc/PID/environ) carries the mark of a state folder.
func HasMark(environment []byte, state string) bool {
	wanted := []byte(Mark + "=" + state)
	for _, entry := range bytes.Split(environment, []byte{0}) {
		if bytes.Equal(entry, wanted) {
			return true
		}
	}
	return false
}

// Find lists the marked processes of a state folder whose arguments are accepted.
func Find(state string, accept func(args []string) bool) []int {
	return slices.DeleteFunc(Marked(state), func(pid int) bool { return !accept(arguments(pid)) })
}

func arguments(pid int) []string {
	content, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	return strings.Split(strings.TrimSuffix(string(content), "\x00"), "\x00")
}

// EndAll kills the listed processes until the list stays empty, for at most ten seconds.
func EndAll(what string, list func() []int) (int, error) {
	ended := map[int]bool{}
	err := await.True(context.Background(), "end "+what, 10*time.Second, func() (bool, error) {
		pids := list()
		for _, pid := range pids {
			ended[pid] = true
			_ = unix.Kill(pid, unix.SIGKILL)
		}
		return len(pids) == 0, nil
	})
	return len(ended), err
}
