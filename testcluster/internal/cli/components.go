package cli

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sys/unix"

	"rampart.dev/testcluster/internal/controlplane"
	"rampart.dev/testcluster/internal/kube"
	"rampart.dev/testcluster/internal/state"
)

// componentCommand makes a command that does something to one program of a control plane.
func componentCommand(use, short, long string, do func(ctx context.Context, c controlplane.Component, record state.Record) (string, error)) *cobra.Command {
	return &cobra.Command{
		Use: use + " COMPONENT", Short: short,
		Long:      short + ".\n" + long + "\nComponents: " + strings.Join(controlplane.Components, ", ") + ".",
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: controlplane.Components,
		RunE: alone(mayTouch, func(ctx context.Context, cluster state.Cluster, record state.Record, args []string) error {
			component := controlplane.Component{Cluster: cluster, Name: args[0]}
			if _, err := component.Flags(); err != nil {
				return err
			}
			p := newProgress()
			said, err := do(ctx, component, record)
			return done(err, p, "%s", said)
		}),
	}
}

func stopCommand() *cobra.Command {
	return componentCommand("stop", "Kill a program of the control plane (SIGKILL)",
		"Its data stay. One that is stopped already is left as it is.",
		func(_ context.Context, c controlplane.Component, _ state.Record) (string, error) {
			return c.Name + " is stopped", c.Kill()
		})
}

func startCommand() *cobra.Command {
	return componentCommand("start", "Start a stopped program of the control plane and wait until it works",
		"It gets the flags, the ports and the data that it had. One that runs is left as it is, frozen or not.",
		func(ctx context.Context, c controlplane.Component, record state.Record) (string, error) {
			if len(c.Pids()) > 0 {
				return c.Name + " runs already", nil
			}
			client, err := kube.FromKubeconfig(c.Cluster.Kubeconfig())
			if err != nil {
				return "", err
			}
			return c.Name + " works", c.Start(ctx, client, record.Netns)
		})
}

func freezeCommand() *cobra.Command {
	return componentCommand("freeze", "Freeze a program of the control plane (SIGSTOP)",
		"Its connections stay open and nobody answers on them. \"testcluster thaw\" lets it go on.",
		func(_ context.Context, c controlplane.Component, _ state.Record) (string, error) {
			return c.Name + " is frozen", c.Signal(unix.SIGSTOP)
		})
}

func thawCommand() *cobra.Command {
	return componentCommand("thaw", "Let a frozen program of the control plane go on (SIGCONT)",
		"One that is not frozen is left as it is.",
		func(_ context.Context, c controlplane.Component, _ state.Record) (string, error) {
			return c.Name + " goes on", c.Signal(unix.SIGCONT)
		})
}

func slowCommand() *cobra.Command {
	var delay time.Duration
	cmd := &cobra.Command{
		Use:   "slow etcd --delay DURATION",
		Short: "Hold every answer of etcd back for a while",
		Long: "Hold every answer of etcd to the API server back for a while, from now on: what is under way is held back too.\n" +
			"--delay 0 ends it. The cluster must have been started with \"up --etcd-proxy\".",
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: []string{controlplane.Etcd},
	}
	cmd.Flags().DurationVar(&delay, "delay", 0, "for how long, as in 500ms; 0 for not at all")
	_ = cmd.MarkFlagRequired("delay")
	cmd.PreRunE = func(*cobra.Command, []string) error {
		if delay < 0 || delay > time.Minute {
			return fmt.Errorf("--delay %s: must be 0 to 1m", delay)
		}
		return nil
	}
	cmd.RunE = on(func(_ *cobra.Command, cluster state.Cluster, _ []string) error {
		if err := mayTouch(cluster); err != nil {
			return err
		}
		record, err := running(cluster)
		if err != nil {
			return err
		}
		if !record.EtcdProxy {
			return fmt.Errorf("cluster %s was started without --etcd-proxy", cluster.Name)
		}
		p := newProgress()
		return done(setDelay(cluster, delay), p, "answers of etcd are held back for %s", delay)
	})
	return cmd
}

// setDelay replaces the file at once: the proxy may read it at any moment.
func setDelay(cluster state.Cluster, delay time.Duration) error {
	file := controlplane.DelayFile(cluster)
	if err := os.WriteFile(file+".new", []byte(delay.String()+"\n"), 0o644); err != nil {
		return err
	}
	return os.Rename(file+".new", file)
}
