// Package process starts the long-lived programs of a cluster and finds them again.
//
// Every program carries a mark in its environment: the cluster's state folder. Only marked processes are ever ended.
package process

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"
)

// Mark is the name of the environment variable that says to which cluster a process belongs.
const Mark = "RAMPART_TESTCLUSTER_STATE"

// Program is a long-lived program of a cluster.
type Program struct {
	Name       string
	Path       string
	Args       []string
	State      string // the cluster's state folder, which is also the mark
	Log        string // receives standard output and error
	Netns      int    // process whose network namespace the program joins, 0 for the caller's
	Cloneflags uintptr
	Files      []*os.File
}

// Running is a started program.
type Running struct {
	Program Program
	Pid     int
	ended   chan struct{}
	result  error
}

// Start starts a program in a session of its own, so that a terminal's signals do not reach it.
func Start(p Program) (*Running, error) {
	log, err := os.OpenFile(p.Log, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd := exec.Command(p.Path, p.Args...)
	cmd.Dir = p.State
	cmd.Env = []string{"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=" + p.State, Mark + "=" + p.State}
	cmd.Stdout, cmd.Stderr, cmd.ExtraFiles = log, log, p.Files
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Cloneflags: p.Cloneflags}
	if err := startIn(cmd, p.Netns); err != nil {
		return nil, fmt.Errorf("start %s: %w", p.Name, err)
	}
	running := &Running{Program: p, Pid: cmd.Process.Pid, ended: make(chan struct{})}
	go func() {
		running.result = cmd.Wait()
		close(running.ended)
	}()
	return running, nil
}

// Ended returns an error when the program is no longer running.
func (r *Running) Ended() error {
	select {
	case <-r.ended:
		return fmt.Errorf("%s ended early (%v)", r.Program.Name, r.result)
	default:
		return nil
	}
}

// startIn starts the command in the network namespace of a process. A child inherits the namespace of the thread
// that makes it, so the work is done on a thread that is thrown away.
func startIn(cmd *exec.Cmd, netns int) error {
	if netns == 0 {
		return cmd.Start()
	}
	result := make(chan error)
	go func() {
		runtime.LockOSThread() // never unlocked: the thread ends with this goroutine
		if err := joinNetwork(netns); err != nil {
			result <- err
			return
		}
		result <- cmd.Start()
	}()
	return <-result
}

func joinNetwork(pid int) error {
	file, err := os.Open(fmt.Sprintf("/proc/%d/ns/net", pid))
	if err != nil {
		return err
	}
	defer file.Close()
	return unix.Setns(int(file.Fd()), unix.CLONE_NEWNET)
}
