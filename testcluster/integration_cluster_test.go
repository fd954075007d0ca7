//go:build integration

package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rampart.dev/testcluster/internal/images"
)

const manifests = `
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      hostPID: true
      hostNetwork: true
      terminationGracePeriodSeconds: 1
      containers:
      - name: agent
        image: rampart.test/probe:1
        args: [wait]
        securityContext: {privileged: true}
        volumeMounts: [{name: host, mountPath: /host}]
      volumes: [{name: host, hostPath: {path: /}}]
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  terminationGracePeriodSeconds: 1
  containers: [{name: web, image: rampart.test/probe:1, args: [serve, ":8080"], ports: [{containerPort: 8080}]}]
---
apiVersion: batch/v1
kind: Job
metadata: {name: api-1}
spec: &job
  backoffLimit: 0
  template:
    spec:
      nodeName: node-1
      restartPolicy: Never
      containers: [{name: dial, image: rampart.test/probe:1, args: [dial, "10.96.0.1:443"]}]
---
apiVersion: batch/v1
kind: Job
metadata: {name: api-2}
spec:
  backoffLimit: 0
  template:
    spec:
      nodeName: node-2
      restartPolicy: Never
      containers: [{name: dial, image: rampart.test/probe:1, args: [dial, "10.96.0.1:443"]}]
`

func TestCluster(t *testing.T) {
	needRoot(t)
	before := snapshot()
	testcluster(t, "down")
	up := []string{"up", "--nodes", "2", "--audit-log", "--node-grace", "8s"}
	testcluster(t, up...)
	t.Cleanup(func() { run(t, time.Minute, "", "./testcluster", "down", "--name", cluster) })
	note(t, "two nodes are up")
	testcluster(t, "load", probeImage(t))
	note(t, "image loaded")

	t.Run("again", func(t *testing.T) { testcluster(t, up...) })
	t.Run("workloads", workloads)
	t.Run("node", nodeLooksLikeKubeadms)
	t.Run("keys", noForeignKeys)
	t.Run("exec", nodeExec)
	t.Run("isolation", noWayOut)
	t.Run("audit", auditLog)
	t.Run("partition", partitionedNode)
	t.Run("stop and start", nodeStopAndStart)
	t.Run("wipe", wipedNode)
	t.Run("add", addedNode)
	t.Run("wrong", wrongNodes)

	testcluster(t, "down")
	note(t, "down")
	before.assertSame(t)
	testcluster(t, "down")
}

// probeImage builds the probe and puts it into an image archive.
func probeImage(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "probe")
	build := exec.Command("go", "build", "-o", program, "./internal/probe")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build probe: %v\n%s", err, output)
	}
	archive := filepath.Join(t.TempDir(), "probe.tar")
	file, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := images.WriteProgram(file, "rampart.test/probe:1", program); err != nil {
		t.Fatal(err)
	}
	return archive
}

func workloads(t *testing.T) {
	apply(t, strings.ReplaceAll(manifests, " &job", ""))
	eventually(t, "DaemonSet runs on both nodes", 60*time.Second, equals("2"),
		"get", "daemonset", "agent", "-o", "jsonpath={.status.numberReady}")
	for _, job := range []string{"api-1", "api-2"} {
		eventually(t, "Job "+job+" reached the Service kubernetes", 60*time.Second, equals("1"),
			"get", "job", job, "-o", "jsonpath={.status.succeeded}")
	}
	eventually(t, "pod runs", 60*time.Second, equals("Running"), "get", "pod", "web", "-o", "jsonpath={.status.phase}")
	eventually(t, "logs", 30*time.Second, contains("serving"), "logs", "web")
	if said := kubectl(t, "exec", "web", "--", "/program", "say", "hello"); said != "hello\n" {
		t.Errorf("exec printed %q", said)
	}
	if r := kubectlResult(t, "", "exec", "web", "--", "/program", "exit", "7"); r.code != 7 {
		t.Errorf("exec passed on exit code %d", r.code)
	}
	eventually(t, "API server reaches a pod", 30*time.Second, contains("probe"),
		"get", "--raw", "/api/v1/namespaces/default/pods/web:8080/proxy/")
}

func nodeLooksLikeKubeadms(t *testing.T) {
	for _, node := range strings.Fields(testcluster(t, "nodes")) {
		for _, command := range []string{"kubelet", "kube-proxy", "sshd", "cron", "containerd"} {
			if listed := inNode(t, node, "ps", "-C", command, "-o", "comm="); !strings.Contains(listed, command) {
				t.Errorf("%s: no process %s", node, command)
			}
		}
		for _, unit := range []string{"kubelet", "ssh", "cron", "containerd", "kube-proxy"} {
			if state := inNode(t, node, "systemctl", "is-enabled", unit); state != "enabled\n" {
				t.Errorf("%s: %s is %s", node, unit, state)
			}
			if state := inNode(t, node, "systemctl", "is-active", unit); state != "active\n" {
				t.Errorf("%s: %s is %s", node, unit, state)
			}
		}
		known := kubectl(t, "get", "node", node, "-o", "jsonpath={.status.nodeInfo.machineID}")
		if id := strings.TrimSpace(inNode(t, node, "cat", "/etc/machine-id")); id != known || len(id) != 32 {
			t.Errorf("%s: /etc/machine-id %q, API %q", node, id, known)
		}
		if name := strings.TrimSpace(inNode(t, node, "hostname")); name != node {
			t.Errorf("%s: hostname %s", node, name)
		}
		if settings := inNode(t, node, "sshd", "-T"); !strings.Contains(settings, "permitrootlogin") {
			t.Errorf("%s: sshd -T printed %q", node, settings)
		}
		modes := inNode(t, node, "stat", "-c", "%a %U %n", "/var/lib/kubelet/config.yaml", "/etc/kubernetes/kubelet.conf", "/etc/kubernetes/pki/ca.crt")
		wanted := "644 root /var/lib/kubelet/config.yaml\n600 root /etc/kubernetes/kubelet.conf\n644 root /etc/kubernetes/pki/ca.crt\n"
		if modes != wanted {
			t.Errorf("%s: %s", node, modes)
		}
	}
}

// devices that a node may have; systemd adds initctl and log.
var devices = strings.Fields("console fd full initctl kmsg log mqueue null ptmx pts random shm stderr stdin stdout tty urandom zero")

// noForeignKeys looks for every private key in a node: only its own may be there.
func noForeignKeys(t *testing.T) {
	find := "grep -rlsE 'BEGIN [A-Z ]*PRIVATE KEY|client-key-data' --exclude-dir=proc --exclude-dir=sys --exclude-dir=doc / | sort"
	for _, node := range []string{"node-1", "node-2"} {
		for _, file := range strings.Fields(inNode(t, node, "sh", "-c", find)) {
			own := strings.HasPrefix(file, "/var/lib/kubelet/pki/kubelet") || strings.HasPrefix(file, "/etc/ssh/ssh_host_") ||
				file == "/etc/testcluster/kube-proxy.kubeconfig" || strings.HasPrefix(file, "/usr/")
			if !own {
				t.Errorf("%s has %s", node, file)
			}
		}
		for _, device := range strings.Fields(inNode(t, node, "ls", "/dev")) {
			if !slices.Contains(devices, device) {
				t.Errorf("%s has /dev/%s", node, device)
			}
		}
	}
	if a, b := inNode(t, "node-1", "cat", "/etc/machine-id"), inNode(t, "node-2", "cat", "/etc/machine-id"); a == b {
		t.Error("both nodes have the same machine id")
	}
}

func nodeExec(t *testing.T) {
	r := run(t, time.Minute, "typed", "./testcluster", "--name", cluster, "node-exec", "node-1", "--", "sh", "-c", "cat; exit 5")
	if r.stdout != "typed" || r.code != 5 {
		t.Errorf("node-exec printed %q, exit code %d: %s", r.stdout, r.code, r.stderr)
	}
	inNode(t, "node-2", "sh", "-c", "sleep 4321 >/dev/null 2>&1 & echo started")
	groups := inNode(t, "node-2", "sh", "-c", "cat /proc/$(pgrep -f '^sleep 4321')/cgroup")
	if strings.Contains(groups, "kubepods") {
		t.Errorf("a daemon of node-exec is in a pod: %s", groups)
	}
}

func noWayOut(t *testing.T) {
	for _, node := range []string{"node-1", "node-2"} {
		routes := inNode(t, node, "ip", "route")
		if !strings.Contains(routes, "default via 10.250.0.1 dev eth0") || strings.Count(routes, "default") != 1 {
			t.Errorf("%s: routes\n%s", node, routes)
		}
	}
	address := strings.TrimSpace(machineAddress())
	if address == "" {
		t.Skip("this machine has no address to try")
	}
	r := run(t, time.Minute, "", "./testcluster", "--name", cluster, "node-exec", "node-1", "--", "timeout", "3", "bash", "-c", "</dev/tcp/"+address+"/22")
	if !strings.Contains(r.stderr, "unreachable") && r.code != 124 {
		t.Errorf("the machine can be reached from a node: %s", r.stderr)
	}
}

func auditLog(t *testing.T) {
	content, err := os.ReadFile(strings.TrimSpace(testcluster(t, "audit-log")))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(content)), "\n")
	var event struct{ Level, Stage string }
	if err := json.Unmarshal([]byte(lines[0]), &event); err != nil || event.Level != "Metadata" {
		t.Errorf("audit log of %d lines starts with %s (%v)", len(lines), lines[0], err)
	}
}
