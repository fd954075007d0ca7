// Package cli is the command line of testcluster.
package cli

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"rampart.dev/testcluster/internal/state"
)

const (
	exitFailure = 1
	exitUsage   = 2
)

// exitCode ends the program with the code of a command that ran in a node.
type exitCode int

func (e exitCode) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// failure is an error while working, as against one in how the command was called.
type failure struct{ error }

// Run runs the command line and returns the exit code.
func Run(args []string) int {
	root := rootCommand()
	root.SetArgs(args)
	err := root.Execute()
	var code exitCode
	var failed failure
	switch {
	case err == nil:
		return 0
	case errors.As(err, &code):
		return int(code)
	case errors.As(err, &failed):
		fmt.Fprintln(os.Stderr, "testcluster: "+err.Error())
		return exitFailure
	default:
		fmt.Fprintln(os.Stderr, "testcluster: "+err.Error()+"\nRun \"testcluster --help\" for usage.")
		return exitUsage
	}
}

func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "testcluster",
		Short: "A small real Kubernetes " + state.Version + " on one Linux machine, without Docker and without a registry",
		Long: "A small real Kubernetes " + state.Version + " on one Linux machine, without Docker and without a registry.\n" +
			"Exit codes: 0 done, 1 failed, 2 called wrongly; node-exec passes on the code of its command.",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.PersistentFlags().String("name", "rampart", "the cluster's name")
	root.AddCommand(upCommand(), downCommand(), loadCommand(), kubeconfigCommand(), nodeExecCommand(), nodesCommand(),
		nodeStopCommand(), nodeStartCommand(), addNodeCommand(), removeNodeCommand(), wipeCommand(), reregisterCommand(), partitionCommand(), healCommand(),
		stopCommand(), startCommand(), freezeCommand(), thawCommand(), slowCommand(),
		statusCommand(), logsCommand(), auditLogCommand(), packagesCommand(), canRunCommand(), buildCommand(), internalCommand())
	return root
}

// action is what a command does with the cluster that --name names.
type action func(cmd *cobra.Command, cluster state.Cluster, args []string) error

// on turns an action into what cobra runs. Errors of the action are failures, everything else is wrong usage.
func on(do action) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		cluster, err := named(cmd)
		if err != nil {
			return err
		}
		err = do(cmd, cluster, args)
		var code exitCode
		if err == nil || errors.As(err, &code) {
			return err
		}
		return failure{err}
	}
}

func named(cmd *cobra.Command) (state.Cluster, error) {
	name, err := cmd.Flags().GetString("name")
	if err != nil {
		return state.Cluster{}, err
	}
	if err := state.ValidName(name); err != nil {
		return state.Cluster{}, err
	}
	layout, err := state.FromExecutable()
	return layout.Cluster(name), err
}

// progress prints lines with the time since it was made.
type progress struct{ start time.Time }

func newProgress() *progress { return &progress{start: time.Now()} }

func (p *progress) say(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "[%5.1fs] %s\n", time.Since(p.start).Seconds(), fmt.Sprintf(format, args...))
}
