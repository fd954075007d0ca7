package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"rampart.dev/testcluster/internal/await"
	"rampart.dev/testcluster/internal/controlplane"
	"rampart.dev/testcluster/internal/images"
	"rampart.dev/testcluster/internal/network"
	"rampart.dev/testcluster/internal/node"
	"rampart.dev/testcluster/internal/state"
)

// alone turns what is done with a cluster that was started into what cobra runs: permitted, one at a time,
// interruptible.
func alone(
	permitted func(state.Cluster) error,
	do func(ctx context.Context, cluster state.Cluster, record state.Record, args []string) error,
) func(*cobra.Command, []string) error {
	return on(func(_ *cobra.Command, cluster state.Cluster, args []string) error {
		if err := permitted(cluster); err != nil {
			return err
		}
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		lock, err := cluster.Lock(ctx, 5*time.Minute)
		if err != nil {
			return err
		}
		defer lock.Release()
		record, err := running(cluster)
		if err != nil {
			return err
		}
		return do(ctx, cluster, record, args)
	})
}

// mayTouchNodes: there are some, and only root enters them.
func mayTouchNodes(cluster state.Cluster) error {
	record, err := cluster.Load()
	if err != nil {
		return err
	}
	if record.Nodes == 0 {
		return fmt.Errorf("cluster %s has no nodes", cluster.Name)
	}
	return needRoot()
}

// onNodes is alone for what changes nodes.
func onNodes(do func(ctx context.Context, s nodeStarter, args []string, p *progress) error) func(*cobra.Command, []string) error {
	return alone(mayTouchNodes, func(ctx context.Context, cluster state.Cluster, record state.Record, args []string) error {
		s, err := starterOf(cluster, record)
		if err != nil {
			return err
		}
		return do(ctx, s, args, newProgress())
	})
}

// running reads the record of a cluster that was started to its end.
func running(cluster state.Cluster) (state.Record, error) {
	record, err := cluster.Load()
	if err == nil && !record.Ready {
		err = fmt.Errorf("cluster %s never became ready: testcluster up --name %[1]s", cluster.Name)
	}
	return record, err
}

func nodeStopCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "node-stop NODE",
		Short: "Cut a node's power; its disk and its Node object stay",
		Long: "Cut a node's power: everything in it ends at once. Its disk stays, and so does the Node object, which the\n" +
			"controller manager marks NotReady after the grace (see: up --node-grace). A node that is off is left as it is.",
		Args: cobra.ExactArgs(1),
		RunE: onNodes(func(_ context.Context, s nodeStarter, args []string, p *progress) error {
			if _, err := node.Index(s.cluster, s.record, args[0]); err != nil {
				return err
			}
			if err := node.PowerOff(s.cluster, args[0]); err != nil {
				return err
			}
			p.say("%s is off", args[0])
			return nil
		}),
	}
}

func nodeStartCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "node-start NODE",
		Short: "Start a stopped node from its disk and wait until it is Ready",
		Long: "Start a stopped node from its disk and wait until it is Ready. It has the identity that it had, an unbroken\n" +
			"link, and the images that were loaded while it was off. A node that runs is left as it is.",
		Args: cobra.ExactArgs(1),
		RunE: onNodes(func(ctx context.Context, s nodeStarter, args []string, p *progress) error {
			if node.IsRunning(s.cluster, args[0]) {
				p.say("%s runs already", args[0])
				return nil
			}
			if _, err := node.Index(s.cluster, s.record, args[0]); err != nil {
				return err
			}
			spec, err := node.Saved(s.cluster, args[0])
			if err != nil {
				return err
			}
			if err := node.PowerOff(s.cluster, args[0]); err != nil { // what an interrupted start left
				return err
			}
			start := time.Now()
			if err := s.boot(ctx, spec); err != nil {
				return err
			}
			p.say("%s started", args[0])
			err = s.awaitReady(ctx, args[0], start)
			return done(err, p, "%s is ready", args[0])
		}),
	}
}

func addNodeCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "add-node",
		Short: "Add a node, wait until it is Ready and print its name",
		Long: "Add a node with the next free number and an empty disk, import the images that were loaded before, wait until\n" +
			"it is Ready and print its name.",
		Args: cobra.NoArgs,
		RunE: onNodes(func(ctx context.Context, s nodeStarter, _ []string, p *progress) error {
			if s.record.Nodes >= network.MaxNodes {
				return fmt.Errorf("cluster %s has %d nodes, the most there can be", s.cluster.Name, s.record.Nodes)
			}
			s.record.Nodes++
			name := state.NodeName(s.record.Nodes)
			if err := s.cluster.Save(s.record); err != nil {
				return err
			}
			start := time.Now()
			err := s.install(ctx, s.record.Nodes)
			if err == nil {
				err = s.awaitReady(ctx, name, start)
			}
			if err != nil {
				s.record.Nodes--
				return errors.Join(err, node.Discard(s.cluster, name), s.client.DeleteNode(name), s.cluster.Save(s.record))
			}
			p.say("%s is ready", name)
			fmt.Println(name)
			return nil
		}),
	}
}

func removeNodeCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "remove-node NODE",
		Short: "Remove the node with the highest number: its disk and its Node object",
		Args:  cobra.ExactArgs(1),
		RunE: onNodes(func(_ context.Context, s nodeStarter, args []string, p *progress) error {
			n, err := node.Index(s.cluster, s.record, args[0])
			if err != nil {
				return err
			}
			if n != s.record.Nodes || n == 1 {
				return fmt.Errorf("only the last of several nodes can be removed, which is %s", state.NodeName(s.record.Nodes))
			}
			if err := node.Discard(s.cluster, args[0]); err != nil {
				return err
			}
			s.record.Nodes--
			return done(errors.Join(s.client.DeleteNode(args[0]), s.cluster.Save(s.record)), p, "%s is gone", args[0])
		}),
	}
}

func wipeCommand() *cobra.Command {
	var deleteNode bool
	cmd := &cobra.Command{
		Use:   "wipe NODE",
		Short: "Give a node a new disk under its old name, and wait until it is Ready",
		Long: "Give a node a new disk under its old name, as after a reimage: it gets a new machine id, new certificates and\n" +
			"the images that were loaded before. Its kubelet finds the Node object and takes it over, with its uid, labels\n" +
			"and taints; pods that are bound to the node start anew.\n" +
			"With --delete-node the Node object is deleted while the node is off: the new one has another uid. For a new uid\n" +
			"on the old disk see \"testcluster reregister\".",
		Args: cobra.ExactArgs(1),
	}
	cmd.Flags().BoolVar(&deleteNode, "delete-node", false, "delete the Node object too, as who replaces a machine does")
	cmd.RunE = onNodes(func(ctx context.Context, s nodeStarter, args []string, p *progress) error {
		n, err := node.Index(s.cluster, s.record, args[0])
		if err != nil {
			return err
		}
		if err := node.Discard(s.cluster, args[0]); err != nil {
			return err
		}
		if deleteNode {
			if err := s.client.DeleteNode(args[0]); err != nil {
				return err
			}
		}
		p.say("%s is off, its disk is gone", args[0])
		start := time.Now()
		if err := s.install(ctx, n); err != nil {
			return err
		}
		p.say("%s started", args[0])
		return done(s.awaitReady(ctx, args[0], start), p, "%s is ready", args[0])
	})
	return cmd
}

func reregisterCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "reregister NODE",
		Short: "Delete a Node object and let the kubelet make a new one, with a new uid, on the old disk",
		Args:  cobra.ExactArgs(1),
		RunE: onNodes(func(ctx context.Context, s nodeStarter, args []string, p *progress) error {
			before, exists := s.client.Node(args[0])
			if err := s.inNode(ctx, args[0], "systemctl", "stop", "kubelet"); err != nil {
				return err
			}
			if err := s.client.DeleteNode(args[0]); err != nil {
				return err
			}
			start := time.Now()
			if err := s.inNode(ctx, args[0], "systemctl", "start", "kubelet"); err != nil {
				return err
			}
			err := await.True(ctx, "new Node object "+args[0], 60*time.Second, func() (bool, error) {
				now, registered := s.client.Node(args[0])
				return registered && (!exists || now.UID != before.UID), nil
			})
			if err == nil {
				err = s.awaitReady(ctx, args[0], start)
			}
			return done(err, p, "%s is ready, with a new Node object", args[0])
		}),
	}
}

// inNode runs a command in a node; an error says what it printed.
func (s nodeStarter) inNode(ctx context.Context, name string, args ...string) error {
	if output, err := images.InNode(ctx, s.cluster, name, nil, args...); err != nil {
		return fmt.Errorf("%s: %v: %w\n%s", name, args, err, output)
	}
	return nil
}

func linkCommand(use, short, long string, isUp bool, said string) *cobra.Command {
	return &cobra.Command{
		Use: use + " NODE", Short: short, Long: short + ".\n" + long, Args: cobra.ExactArgs(1),
		RunE: onNodes(func(ctx context.Context, s nodeStarter, args []string, p *progress) error {
			n, err := node.Index(s.cluster, s.record, args[0])
			if err != nil {
				return err
			}
			if _, err := node.Pid(s.cluster, args[0]); err != nil {
				return err
			}
			if err := network.SetLink(s.record.Netns, n, isUp); err != nil {
				return err
			}
			return done(s.awaitLink(ctx, args[0], isUp), p, said, args[0])
		}),
	}
}

// awaitLink waits until the node reaches the bridge's namespace, or does not any more: it asks for a port that nobody
// listens on, which is refused at once when the packet arrives.
func (s nodeStarter) awaitLink(ctx context.Context, name string, isUp bool) error {
	const ask = "timeout 1 bash -c '</dev/tcp/" + controlplane.Address + "/1' 2>&1 | grep -q refused"
	return await.True(ctx, "change of the link of "+name, 20*time.Second, func() (bool, error) {
		_, err := images.InNode(ctx, s.cluster, name, nil, "sh", "-c", ask)
		return (err == nil) == isUp, nil
	})
}

func partitionCommand() *cobra.Command {
	return linkCommand("partition", "Drop a node's link: nothing reaches it and it reaches nothing",
		"The node and its pods go on running; node-exec still works, it does not use the network.", false, "the link of %s is down")
}

func healCommand() *cobra.Command {
	return linkCommand("heal", "Restore the link of a partitioned node",
		"The kubelet reconnects by itself, which may take it some seconds; a link that is up is left as it is.", true, "the link of %s is up")
}

// done says what was done, unless it was not.
func done(err error, p *progress, format string, args ...any) error {
	if err == nil {
		p.say(format, args...)
	}
	return err
}
