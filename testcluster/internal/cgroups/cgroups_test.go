package cgroups

import (
	"slices"
	"strings"
	"testing"
)

const mountinfo = `22 1 0:20 / /proc rw,relatime - proc proc rw
30 24 0:26 / /sys/fs/cgroup ro,nosuid - tmpfs tmpfs ro,mode=755
31 30 0:27 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
32 30 0:28 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,release_agent=/lib/systemd/agent,name=systemd
33 30 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:9 - cgroup cgroup rw,cpu,cpuacct
34 30 0:30 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset,clone_children
`

func TestParse(t *testing.T) {
	want := []Hierarchy{
		{"", "/sys/fs/cgroup/unified"},
		{"none,name=systemd", "/sys/fs/cgroup/systemd"},
		{"cpu,cpuacct", "/sys/fs/cgroup/cpu,cpuacct"},
		{"cpuset", "/sys/fs/cgroup/cpuset"},
	}
	if got := parse(strings.NewReader(mountinfo)); !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}
