package node

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"

	"rampart.dev/testcluster/internal/cgroups"
)

// environment of a command in a node: nothing of the caller's but the terminal.
var environment = []string{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8",
	"container=rampart", "TERM=" + os.Getenv("TERM")}

const commandNotFound = 127 // as in a shell

// Exec runs a command in all namespaces, the root and the control group of a node, with this process's standard files,
// and returns its exit code (128 and the signal's number if one ended it). What the command leaves running belongs to
// the node's systemd.
func Exec(pid int, cgroup string, args []string) (int, error) {
	if err := cgroups.Join(cgroup); err != nil {
		return 0, fmt.Errorf("enter control group: %w", err)
	}
	os.Setenv("PATH", environment[0][len("PATH="):])
	signals := make(chan os.Signal, 16)
	signal.Notify(signals, unix.SIGINT, unix.SIGTERM, unix.SIGHUP, unix.SIGQUIT, unix.SIGUSR1, unix.SIGUSR2)
	type outcome struct {
		code int
		err  error
	}
	started := make(chan *os.Process, 1)
	done := make(chan outcome, 1)
	go func() {
		runtime.LockOSThread() // never unlocked: the thread is in the node and ends with this goroutine
		code, err := runOnThread(pid, args, started)
		done <- outcome{code, err}
	}()
	go passOn(signals, started)
	result := <-done
	return result.code, result.err
}

func runOnThread(pid int, args []string, started chan<- *os.Process) (int, error) {
	if err := joinAll(pid); err != nil {
		return 0, err
	}
	cmd := exec.Command(args[0], args[1:]...) // looked up in the node: this thread sees its files
	cmd.Env, cmd.Dir = environment, "/"
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: !isTerminal()}
	if err := cmd.Start(); errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist) {
		fmt.Fprintf(os.Stderr, "%s: command not found\n", args[0])
		return commandNotFound, nil
	} else if err != nil {
		return 0, err
	}
	started <- cmd.Process
	err := cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return 0, err
	}
	status := cmd.ProcessState.Sys().(syscall.WaitStatus)
	if status.Signaled() {
		return 128 + int(status.Signal()), nil
	}
	return status.ExitStatus(), nil
}

// joinAll moves the calling thread into the namespaces of a process; the PID namespace takes effect for its children.
func joinAll(pid int) error {
	if err := unix.Unshare(unix.CLONE_FS); err != nil { // threads share their root otherwise, and cannot change it
		return err
	}
	process, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		return err
	}
	defer unix.Close(process)
	return unix.Setns(process, namespaces)
}

// passOn hands signals to the command: to its whole process group, which a terminal does by itself.
func passOn(signals <-chan os.Signal, started <-chan *os.Process) {
	process := <-started
	for s := range signals {
		if isTerminal() {
			if s != unix.SIGINT && s != unix.SIGQUIT {
				_ = process.Signal(s)
			}
			continue
		}
		_ = unix.Kill(-process.Pid, s.(syscall.Signal))
	}
}

func isTerminal() bool {
	_, err := unix.IoctlGetTermios(int(os.Stdin.Fd()), unix.TCGETS)
	return err == nil
}
