//go:build integration

package main

import (
	"strings"
	"testing"
	"time"
)

// onCluster runs the script on a cluster of another name and expects success.
func onCluster(t *testing.T, name string, args ...string) {
	t.Helper()
	if r := run(t, 3*time.Minute, "", "./testcluster", append([]string{"--name", name}, args...)...); r.code != 0 {
		t.Fatalf("testcluster --name %s %s: exit code %d\n%s", name, strings.Join(args, " "), r.code, r.stderr)
	}
}

func apiOf(t *testing.T, name string, args ...string) result {
	t.Helper()
	config := "--kubeconfig=build/clusters/" + name + "/kubeconfig"
	return run(t, time.Minute, "", "build/bin/kubectl", append([]string{config, "--request-timeout=1500ms"}, args...)...)
}

// TestControlPlanesSideBySide starts two control planes at the same moment; what happens to one does not touch the other.
func TestControlPlanesSideBySide(t *testing.T) {
	names := []string{cluster + "-a", cluster + "-b"}
	ended := make(chan result, len(names))
	for _, name := range names {
		t.Cleanup(func() { run(t, time.Minute, "", "./testcluster", "down", "--name", name) })
		go func() {
			ended <- run(t, 3*time.Minute, "", "build/bin/testcluster", "up", "--control-plane-only", "--etcd-proxy", "--name", name)
		}()
	}
	for range names {
		if r := <-ended; r.code != 0 {
			t.Fatal(r.stderr)
		}
	}
	note(t, "two control planes are up")
	for _, name := range names {
		if r := apiOf(t, name, "create", "configmap", "only-here"); r.code != 0 {
			t.Error(r.stderr)
		}
	}
	t.Run("stop and start", func(t *testing.T) { componentsStopAndStart(t, names[0]) })
	t.Run("freeze and thaw", func(t *testing.T) { componentsFreezeAndThaw(t, names[0]) })
	t.Run("slow etcd", func(t *testing.T) { slowEtcd(t, names[0]) })
	t.Run("wrong", func(t *testing.T) { wrongComponents(t, names[0]) })
	if r := apiOf(t, names[1], "get", "configmap", "only-here"); r.code != 0 {
		t.Errorf("the other cluster: %s", r.stderr)
	}
}

func componentsStopAndStart(t *testing.T, name string) {
	for _, component := range []string{"etcd", "kube-apiserver", "kube-controller-manager"} {
		onCluster(t, name, "stop", component)
		onCluster(t, name, "stop", component)
		if r := apiOf(t, name, "get", "configmap", "only-here"); (r.code == 0) != (component == "kube-controller-manager") {
			t.Errorf("%s is stopped: kubectl's exit code is %d, %s", component, r.code, r.stderr)
		}
		onCluster(t, name, "start", component)
		onCluster(t, name, "start", component)
		if r := apiOf(t, name, "get", "configmap", "only-here"); r.code != 0 {
			t.Errorf("%s was started: %s", component, r.stderr)
		}
		note(t, "%s stopped and started", component)
	}
}

func componentsFreezeAndThaw(t *testing.T, name string) {
	onCluster(t, name, "freeze", "etcd")
	if r := apiOf(t, name, "create", "configmap", "while-frozen"); r.code == 0 {
		t.Error("a write succeeded while etcd was frozen")
	}
	onCluster(t, name, "freeze", "etcd")
	onCluster(t, name, "thaw", "etcd")
	onCluster(t, name, "thaw", "etcd")
	deadline := time.Now().Add(30 * time.Second)
	for apiOf(t, name, "get", "configmap", "only-here").code != 0 {
		if time.Now().After(deadline) {
			t.Fatal("the API server did not recover")
		}
	}
}

func slowEtcd(t *testing.T, name string) {
	write := func(object string) time.Duration {
		begin := time.Now()
		if r := apiOf(t, name, "create", "configmap", object); r.code != 0 {
			t.Errorf("create: %s", r.stderr)
		}
		return time.Since(begin)
	}
	onCluster(t, name, "slow", "etcd", "--delay", "700ms")
	if took := write("slow"); took < 700*time.Millisecond {
		t.Errorf("a write to a slow etcd took %s", took)
	}
	onCluster(t, name, "slow", "etcd", "--delay", "0")
	note(t, "a write to an etcd that is not slow any more took %s", write("fast"))
}

func wrongComponents(t *testing.T, name string) {
	for _, wrong := range []struct {
		code int
		said string
		args []string
	}{
		{1, "has no kube-scheduler", []string{"stop", "kube-scheduler"}},
		{2, `invalid argument "kubelet"`, []string{"stop", "kubelet"}},
		{2, "must be 0 to 1m", []string{"slow", "etcd", "--delay", "2m"}},
		{2, `required flag(s) "delay"`, []string{"slow", "etcd"}},
		{1, "has no nodes", []string{"add-node"}},
	} {
		r := run(t, time.Minute, "", "build/bin/testcluster", append([]string{"--name", name}, wrong.args...)...)
		if r.code != wrong.code || !strings.Contains(r.stderr, wrong.said) {
			t.Errorf("%v: exit code %d, %s", wrong.args, r.code, r.stderr)
		}
	}
	onCluster(t, name, "stop", "kube-apiserver")
	r := run(t, time.Minute, "", "build/bin/testcluster", "--name", name, "freeze", "kube-apiserver")
	if r.code != 1 || !strings.Contains(r.stderr, "testcluster start kube-apiserver") {
		t.Errorf("freeze what is stopped: exit code %d, %s", r.code, r.stderr)
	}
}
