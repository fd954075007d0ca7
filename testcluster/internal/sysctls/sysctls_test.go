package sysctls

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestRestoredWithTheLastCluster(t *testing.T) {
	scratch := t.TempDir()
	s := Store{Folder: filepath.Join(scratch, "store"), Proc: filepath.Join(scratch, "proc")}
	panics := filepath.Join(s.Proc, "kernel", "panic")
	write(t, panics, "1\n")
	write(t, filepath.Join(s.Proc, "net", "ipv4", "ip_forward"), "0\n")
	if err := s.Acquire("one", scratch); err != nil {
		t.Fatal(err)
	}
	write(t, panics, "10\n")
	write(t, filepath.Join(s.Proc, "net", "ipv4", "ip_forward"), "1\n")
	if err := s.Acquire("two", scratch); err != nil {
		t.Fatal(err)
	}
	if restored, err := s.Release("one"); err != nil || len(restored) > 0 {
		t.Errorf("restored %v too early, %v", restored, err)
	}
	restored, err := s.Release("two")
	if err != nil || !slices.Equal(restored, []string{"kernel.panic"}) {
		t.Errorf("restored %v, %v", restored, err)
	}
	if now, _ := os.ReadFile(panics); string(now) != "1\n" {
		t.Errorf("kernel.panic is %q", now)
	}
	if _, err := os.Stat(s.Folder); err == nil {
		t.Error("the store is left")
	}
	if restored, err := s.Release("two"); err != nil || len(restored) > 0 {
		t.Errorf("second release: %v, %v", restored, err)
	}
}

func TestClusterWithoutFolderDoesNotCount(t *testing.T) {
	scratch := t.TempDir()
	s := Store{Folder: filepath.Join(scratch, "store"), Proc: filepath.Join(scratch, "proc")}
	write(t, filepath.Join(s.Proc, "vm", "overcommit_memory"), "0\n")
	for id, folder := range map[string]string{"gone": filepath.Join(scratch, "no such folder"), "here": scratch} {
		if err := s.Acquire(id, folder); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(s.Proc, "vm", "overcommit_memory"), "1\n")
	if restored, err := s.Release("here"); err != nil || len(restored) != 1 {
		t.Errorf("restored %v, %v", restored, err)
	}
}

func TestLimitsAreRaisedAndTakenBack(t *testing.T) {
	scratch := t.TempDir()
	s := Store{Folder: filepath.Join(scratch, "store"), Proc: filepath.Join(scratch, "proc")}
	instances := filepath.Join(s.Proc, "fs", "inotify", "max_user_instances")
	watches := filepath.Join(s.Proc, "fs", "inotify", "max_user_watches")
	write(t, instances, "128\n")
	write(t, watches, "9000000\n")
	if err := errors.Join(s.Acquire("one", scratch), s.RaiseLimits()); err != nil {
		t.Fatal(err)
	}
	raised, _ := os.ReadFile(instances)
	untouched, _ := os.ReadFile(watches)
	if string(raised) != "8192\n" || string(untouched) != "9000000\n" {
		t.Errorf("instances %q, watches %q", raised, untouched)
	}
	if restored, err := s.Release("one"); err != nil || !slices.Equal(restored, []string{"fs.inotify.max_user_instances"}) {
		t.Errorf("restored %v, %v", restored, err)
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}
