package images

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"rampart.dev/testcluster/internal/state"
)

func TestRememberKeepsTheOrderAndReplacesWhatHasTheSameName(t *testing.T) {
	cluster := state.Layout{Build: t.TempDir()}.Cluster("one")
	archives := t.TempDir()
	for _, loaded := range []struct{ name, content string }{{"b.tar", "first"}, {"a.tar", "second"}, {"b.tar", "third"}} {
		path := filepath.Join(archives, loaded.name)
		if err := os.WriteFile(path, []byte(loaded.content), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := Remember(cluster, path); err != nil {
			t.Fatal(err)
		}
	}
	var names []string
	for _, path := range Remembered(cluster) {
		names = append(names, filepath.Base(path))
	}
	if want := []string{"0002-a.tar", "0003-b.tar"}; !slices.Equal(names, want) {
		t.Fatalf("remembered %v, wanted %v", names, want)
	}
	if content, _ := os.ReadFile(Remembered(cluster)[1]); string(content) != "third" {
		t.Errorf("b.tar holds %q", content)
	}
	if err := Remember(cluster, archives); err == nil {
		t.Error("a folder was taken for an archive")
	}
}
