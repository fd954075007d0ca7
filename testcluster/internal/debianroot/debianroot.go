// Package debianroot makes the file tree that is the root of every node: a small Debian with systemd and containerd.
package debianroot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// Requirement is a program that this machine must have, with the Debian package that brings it.
type Requirement struct{ Command, Package string }

// Requirements of clusters with nodes.
var Requirements = []Requirement{{Command: "mmdebstrap", Package: "mmdebstrap"}}

// Suite is the Debian release of the nodes.
const Suite = "bookworm"

// packages of a node, apart from Debian's minimal base.
var packages = []string{
	"auditd", "conntrack", "containerd", "containernetworking-plugins", "cron", "dbus", "ethtool", "iproute2", "iptables",
	"kmod", "libpam-modules", "login", "openssh-server", "procps", "runc", "sudo", "systemd", "systemd-sysv", "util-linux",
}

// revision changes when what is done to the tree after unpacking changes.
const revision = "1"

// Path is where the tree is, or will be: the folder's name changes with what goes into it.
func Path(build string) string {
	sum := sha256.Sum256([]byte(revision + Suite + strings.Join(packages, ",")))
	return filepath.Join(build, "node-root", hex.EncodeToString(sum[:6]))
}

// Exists tells whether the tree was made already.
func Exists(build string) bool {
	_, err := os.Stat(Path(build))
	return err == nil
}

// Ensure makes the tree unless it exists. The program is started again as "internal make-root" in PID and mount
// namespaces of its own, so that nothing of it outlives an interruption.
func Ensure(ctx context.Context, build string, say func(string, ...any)) error {
	if Exists(build) {
		return nil
	}
	target := Path(build)
	scratch := target + ".new"
	if err := errors.Join(os.RemoveAll(scratch), os.MkdirAll(filepath.Dir(target), 0o755)); err != nil {
		return err
	}
	say("making the nodes' Debian tree (about half a minute, 0.4 GB, only once)")
	ctx, cancel := context.WithTimeout(ctx, 15*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "/proc/self/exe", "internal", "make-root", scratch)
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS | syscall.CLONE_NEWPID, Pdeathsig: syscall.SIGKILL}
	var output strings.Builder
	cmd.Stdout, cmd.Stderr = &output, &output
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("mmdebstrap: %w\n%s", err, output.String())
	}
	if err := tidy(scratch); err != nil {
		return err
	}
	return os.Rename(scratch, target)
}

// Make is "internal make-root": the first process of its PID namespace.
func Make(target string) error {
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		return err
	}
	if err := syscall.Mount("proc", "/proc", "proc", 0, ""); err != nil {
		return err
	}
	args := []string{"--mode=root", "--variant=minbase", "--include=" + strings.Join(packages, ",")}
	args = append(args, machineOptions()...)
	args = append(args, Suite, target)
	cmd := exec.Command("mmdebstrap", append(args, machineSources()...)...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	return cmd.Run()
}

// machineOptions hands this machine's apt settings for fetching on: proxies and the like.
func machineOptions() []string {
	var options []string
	dump, _ := exec.Command("apt-config", "dump").Output()
	for _, line := range strings.Split(string(dump), "\n") {
		for _, prefix := range []string{"Acquire::http", "Acquire::https", "Acquire::Check-", "Acquire::Retries"} {
			if strings.HasPrefix(line, prefix) && !strings.Contains(line, `""`) {
				options = append(options, "--aptopt="+strings.TrimSuffix(line, ";"))
			}
		}
	}
	return options
}

// machineSources hands this machine's package sources on if it runs the same release; else mmdebstrap's default is used.
func machineSources() []string {
	release, _ := os.ReadFile("/etc/os-release")
	if !strings.Contains(string(release), "VERSION_CODENAME="+Suite) {
		return nil
	}
	for _, file := range []string{"/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"} {
		if info, err := os.Stat(file); err == nil && info.Size() > 0 {
			return []string{file}
		}
	}
	return nil
}

// tidy removes what must differ per node or has no use in one.
func tidy(root string) error {
	lists, _ := filepath.Glob(filepath.Join(root, "var/lib/apt/lists/*"))
	sources, _ := filepath.Glob(filepath.Join(root, "etc/apt/sources.list.d/*"))
	settings, _ := filepath.Glob(filepath.Join(root, "etc/apt/apt.conf.d/99mmdebstrap"))
	var failed error
	for _, path := range append(append(lists, sources...), settings...) {
		failed = errors.Join(failed, os.RemoveAll(path))
	}
	identity := filepath.Join(root, "var/lib/dbus/machine-id")
	return errors.Join(failed,
		os.WriteFile(filepath.Join(root, "etc/apt/sources.list"), nil, 0o644),
		os.Remove(filepath.Join(root, "etc/machine-id")),
		os.RemoveAll(identity),
		os.MkdirAll(filepath.Dir(identity), 0o755),
		os.Symlink("/etc/machine-id", identity))
}
