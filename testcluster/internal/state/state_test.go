package state

import (
	"context"
	"os"
	"testing"
	"time"
)

func TestValidName(t *testing.T) {
	for name, valid := range map[string]bool{
		"rampart": true, "a": true, "e2e-1": true,
		"": false, "-a": false, "a-": false, "A": false, "../x": false, "a.b": false,
		"abcdefghijklmnopqrstuvwxyz-12345": false,
	} {
		if (ValidName(name) == nil) != valid {
			t.Errorf("%q: expected valid=%v", name, valid)
		}
	}
}

func TestLock(t *testing.T) {
	cluster := Layout{Build: t.TempDir()}.Cluster("one")
	lock, err := cluster.Lock(context.Background(), time.Second)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := cluster.Lock(context.Background(), 100*time.Millisecond); err == nil {
		t.Fatal("locked twice")
	}
	lock.Release()
	if _, err := os.Stat(cluster.Dir + ".lock"); err == nil {
		t.Error("the lock's file is left")
	}
	again, err := cluster.Lock(context.Background(), time.Second)
	if err != nil {
		t.Fatal(err)
	}
	again.Release()
}

func TestOnlyOneAtATimeMakesWhatAllClustersShare(t *testing.T) {
	layout := Layout{Build: t.TempDir()}
	err := layout.Alone(context.Background(), time.Second, func() error {
		return layout.Alone(context.Background(), 100*time.Millisecond, func() error { return nil })
	})
	if err == nil {
		t.Fatal("two had it at the same time")
	}
	if err := layout.Alone(context.Background(), time.Second, func() error { return nil }); err != nil {
		t.Error(err)
	}
}

func TestRecordIsReplacedAsAWhole(t *testing.T) {
	cluster := Layout{Build: t.TempDir()}.Cluster("one")
	if err := os.MkdirAll(cluster.Dir, 0o755); err != nil {
		t.Fatal(err)
	}
	wanted := Record{Nodes: 3, NodeGrace: 8 * time.Second, Ready: true}
	for _, record := range []Record{{Nodes: 2}, wanted} {
		if err := cluster.Save(record); err != nil {
			t.Fatal(err)
		}
	}
	if found, err := cluster.Load(); err != nil || found != wanted {
		t.Errorf("loaded %v, %v", found, err)
	}
	if entries, _ := os.ReadDir(cluster.Dir); len(entries) != 1 {
		t.Errorf("files %v", entries)
	}
}
