package node

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"

	"rampart.dev/testcluster/internal/cgroups"
	"rampart.dev/testcluster/internal/network"
)

const namespaces = syscall.CLONE_NEWNS | syscall.CLONE_NEWPID | syscall.CLONE_NEWUTS | syscall.CLONE_NEWIPC |
	syscall.CLONE_NEWNET | syscall.CLONE_NEWCGROUP

// Start is "internal node-start": it enters the node's control group and the mount namespace that holds its disk, makes
// the node's first process in new namespaces (so that the group is the root of its cgroup namespace), connects its
// network, and ends when that process may go on.
func Start(input io.Reader) error {
	var spec Spec
	if err := json.NewDecoder(input).Decode(&spec); err != nil {
		return err
	}
	if err := cgroups.Join(spec.Cgroup); err != nil {
		return fmt.Errorf("enter control group: %w", err)
	}
	cmd := exec.Command("/proc/self/exe", "internal", "node-boot")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Cloneflags: namespaces}
	pipe, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if err := startBesideDisk(cmd, spec.Keeper); err != nil {
		return fmt.Errorf("make namespaces: %w", err)
	}
	if err := network.AttachNode(spec.ControlPlane, cmd.Process.Pid, spec.Index); err != nil {
		return err
	}
	if err := os.WriteFile(spec.PidFile, []byte(strconv.Itoa(cmd.Process.Pid)+"\n"), 0o644); err != nil {
		return err
	}
	if err := json.NewEncoder(pipe).Encode(spec); err != nil {
		return err
	}
	return pipe.Close()
}

// startBesideDisk starts the command with a copy of the keeper's mount namespace, in which the node's disk is mounted.
func startBesideDisk(cmd *exec.Cmd, keeper int) error {
	failed := make(chan error)
	go func() {
		runtime.LockOSThread() // never unlocked: the thread ends with this goroutine
		err := joinMounts(keeper)
		if err == nil {
			err = cmd.Start()
		}
		failed <- err
	}()
	return <-failed
}

func joinMounts(pid int) error {
	if err := unix.Unshare(unix.CLONE_FS); err != nil { // threads share their root otherwise, and cannot change it
		return err
	}
	file, err := os.Open(fmt.Sprintf("/proc/%d/ns/mnt", pid))
	if err != nil {
		return fmt.Errorf("disk: %w", err)
	}
	defer file.Close()
	return unix.Setns(int(file.Fd()), unix.CLONE_NEWNS)
}
