//go:build integration

package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// The tests run the script testcluster/testcluster as a user would. They need root.

const cluster = "integration"

var start = time.Now()

// note logs a line with the time since the tests began.
func note(t *testing.T, format string, args ...any) {
	t.Helper()
	t.Logf("[%5.1fs] "+format, append([]any{time.Since(start).Seconds()}, args...)...)
}

type result struct {
	stdout, stderr string
	code           int
}

// run runs a program for at most the given time.
func run(t *testing.T, limit time.Duration, stdin string, program string, args ...string) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.WaitDelay = 5 * time.Second
	var stdout, stderr bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &stdout, &stderr
	err := cmd.Run()
	if cmd.ProcessState == nil || ctx.Err() != nil {
		t.Fatalf("%s %s: %v\n%s", program, strings.Join(args, " "), err, stderr.String())
	}
	return result{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

// testcluster runs the script on the tests' cluster and expects success.
func testcluster(t *testing.T, args ...string) string {
	t.Helper()
	r := run(t, 10*time.Minute, "", "./testcluster", append([]string{"--name", cluster}, args...)...)
	if r.code != 0 {
		t.Fatalf("testcluster %s: exit code %d\n%s%s", strings.Join(args, " "), r.code, r.stdout, r.stderr)
	}
	return r.stdout
}

func inNode(t *testing.T, node string, command ...string) string {
	t.Helper()
	return testcluster(t, append([]string{"node-exec", node, "--"}, command...)...)
}

func kubectlResult(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	config := "--kubeconfig=build/clusters/" + cluster + "/kubeconfig"
	return run(t, time.Minute, stdin, "build/bin/kubectl", append([]string{config}, args...)...)
}

func kubectl(t *testing.T, args ...string) string {
	t.Helper()
	r := kubectlResult(t, "", args...)
	if r.code != 0 {
		t.Fatalf("kubectl %s: %s", strings.Join(args, " "), r.stderr)
	}
	return r.stdout
}

func apply(t *testing.T, manifest string) {
	t.Helper()
	if r := kubectlResult(t, manifest, "apply", "-f", "-"); r.code != 0 {
		t.Fatalf("apply: %s\n%s", r.stderr, manifest)
	}
}

// eventually waits for a condition, which gets what kubectl printed.
func eventually(t *testing.T, what string, limit time.Duration, condition func(string) bool, args ...string) string {
	t.Helper()
	var last result
	for deadline := time.Now().Add(limit); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		last = kubectlResult(t, "", args...)
		if last.code == 0 && condition(last.stdout) {
			note(t, "%s", what)
			return last.stdout
		}
	}
	t.Fatalf("%s: not there after %s; last answer:\n%s%s\n%s", what, limit, last.stdout, last.stderr,
		kubectlResult(t, "", "describe", "pods", "-A").stdout)
	return ""
}

func equals(wanted string) func(string) bool {
	return func(s string) bool { return strings.TrimSpace(s) == wanted }
}

func contains(wanted string) func(string) bool {
	return func(s string) bool { return strings.Contains(s, wanted) }
}

func needRoot(t *testing.T) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Fatal("the integration tests start nodes and need root")
	}
}
