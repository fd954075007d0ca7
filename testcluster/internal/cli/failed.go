package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"rampart.dev/testcluster/internal/images"
	"rampart.dev/testcluster/internal/state"
)

// keptFailures is how many failed starts keep their logs.
const keptFailures = 5

// keepLogs moves the logs of a failed start, with the journals of its nodes, out of the folder that is about to be
// removed.
func keepLogs(cluster state.Cluster, nodes int) error {
	for n := 1; n <= nodes; n++ {
		saveJournal(cluster, state.NodeName(n))
	}
	folder := filepath.Join(cluster.Layout.Build, "failed")
	kept := filepath.Join(folder, cluster.Name)
	err := errors.Join(os.RemoveAll(kept), os.MkdirAll(folder, 0o755), os.Rename(cluster.Path("logs"), kept))
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "the logs of the failed start are in %s\n", kept)
	return prune(folder)
}

// saveJournal writes what a node's journal says, if it can be asked.
func saveJournal(cluster state.Cluster, name string) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	jobs, _ := images.InNode(ctx, cluster, name, nil, "systemctl", "list-jobs")
	journal, _ := images.InNode(ctx, cluster, name, nil, "journalctl", "--no-pager")
	_ = os.WriteFile(cluster.Log(name+"-journal"), []byte(journal+"--- jobs\n"+jobs), 0o644)
}

// prune removes the oldest entries of a folder.
func prune(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) <= keptFailures {
		return err
	}
	age := func(entry os.DirEntry) time.Time {
		info, err := entry.Info()
		if err != nil {
			return time.Time{}
		}
		return info.ModTime()
	}
	slices.SortFunc(entries, func(a, b os.DirEntry) int { return age(a).Compare(age(b)) })
	for _, entry := range entries[:len(entries)-keptFailures] {
		err = errors.Join(err, os.RemoveAll(filepath.Join(folder, entry.Name())))
	}
	return err
}

func cleanUp(cluster state.Cluster) error {
	_, err := tearDown(cluster)
	return err
}
