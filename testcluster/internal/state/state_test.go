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
