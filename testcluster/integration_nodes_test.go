//go:build integration

package main

import (
	"strings"
	"testing"
	"time"
)

// identity is what tells a node from another one of the same name.
type identity struct{ uid, machine string }

func identityOf(t *testing.T, node string) identity {
	t.Helper()
	uid, machine, _ := strings.Cut(kubectl(t, "get", "node", node, "-o", "jsonpath={.metadata.uid} {.status.nodeInfo.machineID}"), " ")
	if own := strings.TrimSpace(inNode(t, node, "cat", "/etc/machine-id")); own != machine {
		t.Errorf("%s: its machine id is %s, the API says %s", node, own, machine)
	}
	return identity{uid, machine}
}

func awaitAgents(t *testing.T, nodes string) {
	t.Helper()
	eventually(t, "the loaded image runs on "+nodes+" nodes", 60*time.Second, equals(nodes+" "+nodes),
		"get", "daemonset", "agent", "-o", "jsonpath={.status.desiredNumberScheduled} {.status.numberReady}")
}

func awaitReadiness(t *testing.T, node, readiness string) {
	t.Helper()
	eventually(t, node+" is Ready="+readiness, 60*time.Second, equals(readiness),
		"get", "node", node, "-o", `jsonpath={.status.conditions[?(@.type=="Ready")].status}`)
}

func nodeStopAndStart(t *testing.T) {
	before := identityOf(t, "node-2")
	inNode(t, "node-2", "sh", "-c", "echo kept > /etc/mark")
	testcluster(t, "node-stop", "node-2")
	testcluster(t, "node-stop", "node-2")
	if r := run(t, time.Minute, "", "./testcluster", "--name", cluster, "node-exec", "node-2", "--", "true"); r.code != 1 ||
		!strings.Contains(r.stderr, "testcluster node-start node-2") {
		t.Errorf("node-exec in a stopped node: exit code %d, %s", r.code, r.stderr)
	}
	awaitReadiness(t, "node-2", "Unknown")
	testcluster(t, "node-start", "node-2")
	testcluster(t, "node-start", "node-2")
	if now := identityOf(t, "node-2"); now != before {
		t.Errorf("node-2 was %v and is %v", before, now)
	}
	if mark := inNode(t, "node-2", "cat", "/etc/mark"); mark != "kept\n" {
		t.Errorf("its disk holds %q", mark)
	}
	awaitReadiness(t, "node-2", "True")
	awaitAgents(t, "2")
}

func wipedNode(t *testing.T) {
	before := identityOf(t, "node-2")
	inNode(t, "node-2", "sh", "-c", "echo old > /etc/mark")
	testcluster(t, "wipe", "node-2")
	wiped := identityOf(t, "node-2")
	if wiped.uid != before.uid || wiped.machine == before.machine {
		t.Errorf("wiped: was %v, is %v", before, wiped)
	}
	if left := inNode(t, "node-2", "ls", "/root"); left != "" {
		t.Errorf("the new disk holds %s", left)
	}
	awaitAgents(t, "2")

	testcluster(t, "reregister", "node-2")
	registered := identityOf(t, "node-2")
	if registered.uid == wiped.uid || registered.machine != wiped.machine {
		t.Errorf("registered anew: was %v, is %v", wiped, registered)
	}

	testcluster(t, "wipe", "node-2", "--delete-node")
	if replaced := identityOf(t, "node-2"); replaced.uid == registered.uid || replaced.machine == registered.machine {
		t.Errorf("replaced: was %v, is %v", registered, replaced)
	}
	awaitAgents(t, "2")
}

func addedNode(t *testing.T) {
	if name := testcluster(t, "add-node"); name != "node-3\n" {
		t.Fatalf("add-node printed %q", name)
	}
	if nodes := testcluster(t, "nodes"); nodes != "node-1\nnode-2\nnode-3\n" {
		t.Errorf("nodes: %q", nodes)
	}
	awaitAgents(t, "3")
	if r := run(t, time.Minute, "", "./testcluster", "--name", cluster, "remove-node", "node-2"); r.code != 1 ||
		!strings.Contains(r.stderr, "which is node-3") {
		t.Errorf("remove-node node-2: exit code %d, %s", r.code, r.stderr)
	}
	// The others were told nothing of it: a pod of node-1 reaches its pods all the same.
	inNode(t, "node-1", "bash", "-c", "</dev/tcp/10.250.0.13/22")
	if route := inNode(t, "node-1", "ip", "route", "get", "10.244.3.7"); !strings.Contains(route, "via 10.250.0.13") {
		t.Errorf("node-1's way to the pods of node-3: %s", route)
	}
	testcluster(t, "remove-node", "node-3")
	if known := kubectl(t, "get", "nodes", "-o", "name"); known != "node/node-1\nnode/node-2\n" {
		t.Errorf("after remove-node: %q", known)
	}
}

func partitionedNode(t *testing.T) {
	pods := func() string { return inNode(t, "node-2", "pgrep", "-f", "^/program wait") }
	before := pods()
	testcluster(t, "partition", "node-2")
	testcluster(t, "partition", "node-2")
	awaitReadiness(t, "node-2", "Unknown")
	if now := pods(); now != before {
		t.Errorf("its pod was process %s and is %s", before, now)
	}
	awaitReadiness(t, "node-1", "True")
	testcluster(t, "heal", "node-2")
	testcluster(t, "heal", "node-2")
	awaitReadiness(t, "node-2", "True")
}

func wrongNodes(t *testing.T) {
	for _, verb := range []string{"node-stop", "node-start", "wipe", "reregister", "partition", "heal"} {
		r := run(t, time.Minute, "", "./testcluster", "--name", cluster, verb, "node-9")
		if r.code != 1 || !strings.Contains(r.stderr, `has no node "node-9"`) {
			t.Errorf("%s node-9: exit code %d, %s", verb, r.code, r.stderr)
		}
	}
}
