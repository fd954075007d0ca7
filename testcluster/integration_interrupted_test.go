//go:build integration

package main

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"rampart.dev/testcluster/internal/sysctls"
)

// TestInterruptedAtAnyMoment ends "up" at random moments, by SIGINT and by SIGKILL; "down" leaves nothing each time, and
// then the same cluster starts.
func TestInterruptedAtAnyMoment(t *testing.T) {
	needRoot(t)
	testcluster(t, "down")
	before := snapshot()
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d", seed)
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGKILL} {
		after := time.Duration(random.Int64N(int64(15 * time.Second)))
		interruptAfter(t, after, signal, "up", "--nodes", "1")
		note(t, "up ended by %s after %s", signal, after.Round(time.Millisecond))
		testcluster(t, "down")
		before.assertSame(t)
	}

	testcluster(t, "up", "--nodes", "1")
	t.Run("add-node", func(t *testing.T) {
		interruptAfter(t, time.Duration(random.Int64N(int64(3*time.Second))), syscall.SIGKILL, "add-node")
		if testcluster(t, "nodes") == "node-1\n" {
			testcluster(t, "add-node")
		} else { // it was written down before it was killed
			testcluster(t, "wipe", "node-2")
		}
		testcluster(t, "status")
	})
	testcluster(t, "down")
	before.assertSame(t)
}

func interruptAfter(t *testing.T, after time.Duration, signal syscall.Signal, args ...string) {
	t.Helper()
	cmd := exec.Command("build/bin/testcluster", append(args, "--name", cluster)...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	end := time.AfterFunc(after, func() { _ = cmd.Process.Signal(signal) })
	defer end.Stop()
	_ = cmd.Wait()
}

// TestNodesSideBySide starts two clusters with nodes at the same moment. The machine's settings are restored with the
// last one, not with the first.
func TestNodesSideBySide(t *testing.T) {
	needRoot(t)
	names := []string{cluster + "-a", cluster + "-b"}
	settings := sysctls.Machine()
	others, _ := os.ReadDir("/run/rampart-testcluster/clusters")
	before := settings.Read()
	ended := make(chan result, len(names))
	for _, name := range names {
		t.Cleanup(func() { run(t, time.Minute, "", "./testcluster", "down", "--name", name) })
		go func() {
			ended <- run(t, 5*time.Minute, "", "build/bin/testcluster", "up", "--nodes", "1", "--name", name)
		}()
	}
	for range names {
		if r := <-ended; r.code != 0 {
			t.Fatal(r.stderr)
		}
	}
	note(t, "two clusters with nodes are up")
	const changed = "kernel/panic_on_oops" // by every kubelet
	with := settings.Read()[changed]

	onCluster(t, names[0], "down")
	if now := settings.Read()[changed]; now != with {
		t.Errorf("sysctl %s was restored to %q while a cluster needs %q", changed, now, with)
	}
	onCluster(t, names[1], "status")
	onCluster(t, names[1], "node-stop", "node-1")
	onCluster(t, names[1], "node-start", "node-1")
	onCluster(t, names[1], "down")
	if len(others) > 0 {
		t.Logf("other clusters run: the settings are not compared")
		return
	}
	if with == before[changed] {
		t.Logf("%s is the same with and without clusters on this machine", changed)
	}
	for name, value := range settings.Read() {
		if before[name] != value {
			t.Errorf("sysctl %s is %q, was %q", name, value, before[name])
		}
	}
}
