package cli

import (
	"context"
	"fmt"
	"net"
	"os"

	"github.com/spf13/cobra"

	"rampart.dev/testcluster/internal/debianroot"
	"rampart.dev/testcluster/internal/network"
	"rampart.dev/testcluster/internal/node"
	"rampart.dev/testcluster/internal/state"
)

// buildCommand runs after the script testcluster/testcluster has built the programs.
func buildCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "build",
		Short: "Build everything that clusters need, and start none (as root: the nodes' Debian tree too)",
		Args:  cobra.NoArgs,
		RunE: on(func(_ *cobra.Command, cluster state.Cluster, _ []string) error {
			p := newProgress()
			if os.Geteuid() == 0 {
				if err := missingPackages(cluster.Layout); err != nil {
					return err
				}
				if err := ensureRoot(context.Background(), cluster.Layout, p.say); err != nil {
					return err
				}
			}
			p.say("everything is built in %s", cluster.Layout.Build)
			return nil
		}),
	}
}

// internalCommand holds the steps that need a process of their own.
func internalCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "internal", Hidden: true}
	step := func(use string, args int, do func(args []string) error) {
		cmd.AddCommand(&cobra.Command{Use: use, Args: cobra.ExactArgs(args), RunE: func(_ *cobra.Command, args []string) error {
			if err := do(args); err != nil {
				return failure{fmt.Errorf("%s: %w", use, err)}
			}
			return nil
		}})
	}
	step("make-root", 1, func(args []string) error { return debianroot.Make(args[0]) })
	step("node-start", 0, func([]string) error { return node.Start(os.Stdin) })
	step("node-boot", 0, func([]string) error { return node.Boot(os.Stdin) })
	step("node-disk", 2, func(args []string) error { return node.HoldDisk(args[0], args[1]) })
	step("forward", 2, forward)
	step("etcd-proxy", 3, etcdProxy)
	return cmd
}

// forward sets up the control plane's network (it is born in that namespace), says so by making a file, and forwards
// the inherited listener to the API server until it is ended.
func forward(args []string) error {
	if err := network.SetUpControlPlane(); err != nil {
		return err
	}
	listener, err := net.FileListener(os.NewFile(3, "listener"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(args[1], nil, 0o644); err != nil {
		return err
	}
	return network.Forward(listener, args[0])
}

// etcdProxy forwards from its first argument to its second, with the delay that the file in its third tells.
func etcdProxy(args []string) error {
	listener, err := net.Listen("tcp", args[0])
	if err != nil {
		return err
	}
	return network.Slow{Target: args[1], Delay: network.DelayIn(args[2])}.Serve(listener)
}
