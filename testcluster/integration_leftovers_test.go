//go:build integration

package main

import (
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"rampart.dev/testcluster/internal/state"
	"rampart.dev/testcluster/internal/sysctls"
)

// machine is what a cluster must leave as it was.
type machine struct {
	mounts, links string
	namespaces    map[string]bool
	groups        map[string]bool
	systemGroups  map[string]bool
	sysctls       map[string]string
}

func snapshot() machine {
	mounts, _ := os.ReadFile("/proc/self/mounts")
	var links []string
	interfaces, _ := net.Interfaces()
	for _, i := range interfaces {
		links = append(links, i.Name)
	}
	return machine{string(mounts), strings.Join(links, " "), ofCluster("net"), controlGroups(), systemGroups(), sysctls.Machine().Read()}
}

// controlGroups lists the groups of the tests' cluster: of this build folder only, since another checkout's cluster may be
// up, or may have been left by a run that was cut off.
func controlGroups() map[string]bool {
	build, _ := filepath.Abs("build")
	return glob("/sys/fs/cgroup/*/" + state.Layout{Build: build}.Cluster(cluster).CgroupPrefix() + "*")
}

// systemGroups lists the groups that a systemd makes at the top of a hierarchy.
func systemGroups() map[string]bool {
	groups := glob("/sys/fs/cgroup/*/*.slice")
	maps.Copy(groups, glob("/sys/fs/cgroup/*/*.scope"))
	maps.Copy(groups, glob("/sys/fs/cgroup/*/kubepods"))
	return groups
}

func glob(pattern string) map[string]bool {
	all := map[string]bool{}
	found, _ := filepath.Glob(pattern)
	for _, path := range found {
		all[path] = true
	}
	return all
}

// ofCluster lists the namespaces of processes that mention the cluster's folder in their environment or command line.
func ofCluster(kind string) map[string]bool {
	namespaces := map[string]bool{}
	folder, _ := filepath.Abs("build/clusters/" + cluster)
	processes, _ := filepath.Glob("/proc/[0-9]*")
	for _, process := range processes {
		environment, _ := os.ReadFile(process + "/environ")
		command, _ := os.ReadFile(process + "/cmdline")
		if strings.Contains(string(environment)+string(command), folder) {
			namespace, _ := os.Readlink(process + "/ns/" + kind)
			namespaces[namespace] = true
		}
	}
	return namespaces
}

func (before machine) assertSame(t *testing.T) {
	t.Helper()
	after := snapshot()
	if after.mounts != before.mounts {
		t.Errorf("mounts differ:\n%s\nbefore:\n%s", after.mounts, before.mounts)
	}
	if after.links != before.links {
		t.Errorf("links %s, before %s", after.links, before.links)
	}
	if len(after.namespaces)+len(after.groups) > 0 {
		t.Errorf("left: namespaces %v, control groups %v", after.namespaces, after.groups)
	}
	if !maps.Equal(after.systemGroups, before.systemGroups) {
		t.Errorf("control groups at the top: %v, before: %v", after.systemGroups, before.systemGroups)
	}
	if others, _ := os.ReadDir("/run/rampart-testcluster/clusters"); len(others) == 0 && !maps.Equal(after.sysctls, before.sysctls) {
		for name, value := range after.sysctls {
			if before.sysctls[name] != value {
				t.Errorf("sysctl %s is %q, was %q", name, value, before.sysctls[name])
			}
		}
	}
	for _, pattern := range []string{"build/clusters/" + cluster, "build/clusters/" + cluster + ".lock"} {
		if _, err := os.Stat(pattern); err == nil {
			t.Errorf("%s is left", pattern)
		}
	}
}

// TestKilledUp kills "up" at several moments; "down" must leave nothing each time, with the cluster's record or without.
func TestKilledUp(t *testing.T) {
	needRoot(t)
	testcluster(t, "down")
	before := snapshot()
	for _, file := range []string{"network-ready", "kubeconfig", "nodes/node-1/disk-ready", "nodes/node-2/pid", "nodes/node-2/images"} {
		killUpWhen(t, filepath.Join("build/clusters", cluster, file))
		note(t, "up killed when %s appeared: %d control groups, %d processes", file, len(controlGroups()), len(ofCluster("pid")))
		if strings.Contains(file, "node-") {
			if err := os.RemoveAll("build/clusters/" + cluster + "/cluster.json"); err != nil {
				t.Fatal(err)
			}
		}
		testcluster(t, "down")
		before.assertSame(t)
	}
}

func killUpWhen(t *testing.T, file string) {
	t.Helper()
	up := exec.Command("build/bin/testcluster", "up", "--name", cluster)
	if err := up.Start(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(2 * time.Minute); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		if _, err := os.Stat(file); err == nil {
			break
		}
	}
	_ = up.Process.Signal(syscall.SIGKILL)
	_ = up.Wait()
}

func TestExitCodes(t *testing.T) {
	for code, args := range map[int][]string{0: {"--help"}, 1: {"status", "--name", "nowhere"}, 2: {"up", "--nodes", "0"}} {
		if r := run(t, time.Minute, "", "build/bin/testcluster", args...); r.code != code {
			t.Errorf("testcluster %v: exit code %d, wanted %s", args, r.code, strconv.Itoa(code))
		}
	}
}

func machineAddress() string {
	addresses, _ := net.InterfaceAddrs()
	for _, address := range addresses {
		if ip, ok := address.(*net.IPNet); ok && ip.IP.To4() != nil && !ip.IP.IsLoopback() {
			return ip.IP.String()
		}
	}
	return ""
}
