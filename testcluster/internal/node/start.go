package node

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"syscall"

	"rampart.dev/testcluster/internal/cgroups"
	"rampart.dev/testcluster/internal/network"
)

const namespaces = syscall.CLONE_NEWNS | syscall.CLONE_NEWPID | syscall.CLONE_NEWUTS | syscall.CLONE_NEWIPC |
	syscall.CLONE_NEWNET | syscall.CLONE_NEWCGROUP

// Start is "internal node-start": it enters the node's control group, makes the node's first process in new namespaces
// (so that the group is the root of its cgroup namespace), connects its network, and ends when that process may go on.
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
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("make namespaces: %w", err)
	}
	if err := network.AttachNode(spec.ControlPlane, cmd.Process.Pid, spec.Index, spec.Nodes); err != nil {
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
