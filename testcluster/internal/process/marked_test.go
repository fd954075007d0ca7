package process

import (
	"path/filepath"
	"slices"
	"testing"
)

func TestHasMark(t *testing.T) {
	for environment, want := range map[string]bool{
		"A=b\x00" + Mark + "=/x/clusters/one\x00C=d":      true,
		"A=b\x00" + Mark + "=/x/clusters/one-more\x00C=d": false,
		"NOT_" + Mark + "=/x/clusters/one\x00":            false,
		"":                                                false,
	} {
		if got := HasMark([]byte(environment), "/x/clusters/one"); got != want {
			t.Errorf("%q: %v", environment, got)
		}
	}
}

func TestFindAsksForMarkAndArguments(t *testing.T) {
	state, other := t.TempDir(), t.TempDir()
	log := filepath.Join(state, "log")
	for _, p := range []struct{ state, argument string }{{state, "300"}, {state, "301"}, {other, "300"}} {
		if _, err := Start(Program{Name: "sleep", Path: "/bin/sleep", Args: []string{p.argument}, State: p.state, Log: log}); err != nil {
			t.Fatal(err)
		}
	}
	defer func() {
		for _, folder := range []string{state, other} {
			if _, err := EndAll("sleepers", func() []int { return Marked(folder) }); err != nil {
				t.Error(err)
			}
		}
	}()
	accept := func(args []string) bool { return filepath.Base(args[0]) == "sleep" && slices.Contains(args, "300") }
	if found := Find(state, accept); len(found) != 1 {
		t.Errorf("found %v", found)
	}
}
