// Package sysctls saves the machine's kernel settings before the first cluster with nodes starts and restores them
// when the last one is gone: kubelets change settings that no namespace keeps apart.
package sysctls

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// Store is the folder that holds the saved settings and one file per cluster that relies on them. It lives where a
// reboot clears it, as a reboot clears the settings too.
type Store struct {
	Folder string
	Proc   string // the root of the settings
}

// Machine is the store of this machine.
func Machine() Store { return Store{Folder: "/run/rampart-testcluster", Proc: "/proc/sys"} }

// volatile settings change by themselves or act when written.
var volatile = []string{"kernel/ns_last_pid", "kernel/random/", "vm/drop_caches", "vm/compact_memory", "vm/stat_refresh",
	"fs/binfmt_misc", "net/", "debug/", "user/", "sunrpc/"}

// Acquire notes that a cluster (id, with its state folder) is using the machine, and saves the settings if it is the first.
func (s Store) Acquire(id, state string) error {
	if err := os.MkdirAll(s.users(), 0o755); err != nil {
		return err
	}
	return s.locked(func() error {
		if err := os.MkdirAll(s.users(), 0o755); err != nil {
			return err
		}
		if _, err := os.Stat(s.saved()); errors.Is(err, os.ErrNotExist) {
			if err := s.save(); err != nil {
				return err
			}
		}
		return os.WriteFile(filepath.Join(s.users(), id), []byte(state), 0o644)
	})
}

// limits that many kubelets and systemds on one kernel need: the defaults are meant for a machine with one of each.
var limits = map[string]int{"fs/inotify/max_user_instances": 8192, "fs/inotify/max_user_watches": 524288}

// RaiseLimits raises what is lower than clusters need. Release takes it back with everything else.
func (s Store) RaiseLimits() error {
	for name, wanted := range limits {
		path := filepath.Join(s.Proc, name)
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if now, err := strconv.Atoi(strings.TrimSpace(string(content))); err == nil && now >= wanted {
			continue
		}
		if err := os.WriteFile(path, []byte(strconv.Itoa(wanted)+"\n"), 0o644); err != nil {
			return fmt.Errorf("raise sysctl %s: %w", name, err)
		}
	}
	return nil
}

// Release notes that a cluster is gone. With the last one the settings are restored; it returns what was restored.
func (s Store) Release(id string) (restored []string, err error) {
	if _, err := os.Stat(s.Folder); errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	err = s.locked(func() error {
		os.Remove(filepath.Join(s.users(), id))
		if s.inUse() {
			return nil
		}
		restored, err = s.restore()
		return errors.Join(err, os.RemoveAll(s.Folder))
	})
	return restored, err
}

func (s Store) users() string { return filepath.Join(s.Folder, "clusters") }
func (s Store) saved() string { return filepath.Join(s.Folder, "sysctls.json") }

// locked holds a lock on the parent folder, which is never removed.
func (s Store) locked(do func() error) error {
	parent, err := os.Open(filepath.Dir(s.Folder))
	if err != nil {
		return err
	}
	defer parent.Close()
	if err := unix.Flock(int(parent.Fd()), unix.LOCK_EX); err != nil {
		return err
	}
	return do()
}

// inUse tells whether a cluster is left; one whose state folder was deleted does not count.
func (s Store) inUse() bool {
	entries, _ := os.ReadDir(s.users())
	for _, entry := range entries {
		state, _ := os.ReadFile(filepath.Join(s.users(), entry.Name()))
		if _, err := os.Stat(string(state)); err == nil {
			return true
		}
	}
	return false
}

func (s Store) save() error {
	content, err := json.MarshalIndent(s.Read(), "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(s.saved()+".new", content, 0o600); err != nil {
		return err
	}
	return os.Rename(s.saved()+".new", s.saved())
}

func (s Store) restore() ([]string, error) {
	content, err := os.ReadFile(s.saved())
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	wanted := map[string]string{}
	if err := json.Unmarshal(content, &wanted); err != nil {
		return nil, fmt.Errorf("%s: %w", s.saved(), err)
	}
	return s.write(wanted)
}

func (s Store) write(wanted map[string]string) (restored []string, err error) {
	now := s.Read()
	for name, value := range wanted {
		current, exists := now[name]
		if !exists || current == value {
			continue
		}
		failed := os.WriteFile(filepath.Join(s.Proc, name), []byte(value), 0o644)
		if failed != nil {
			err = errors.Join(err, fmt.Errorf("restore sysctl %s: %w", name, failed))
			continue
		}
		restored = append(restored, strings.ReplaceAll(name, "/", "."))
	}
	return restored, err
}

// Read reads all settings that are shared by the whole machine, can be written, and stay as they are.
func (s Store) Read() map[string]string {
	settings := map[string]string{}
	_ = filepath.WalkDir(s.Proc, func(path string, entry fs.DirEntry, err error) error {
		name, _ := filepath.Rel(s.Proc, path)
		if err != nil || isVolatile(name) {
			return nil
		}
		info, err := entry.Info()
		if err != nil || !info.Mode().IsRegular() || info.Mode()&0o600 != 0o600 {
			return nil
		}
		if content, err := os.ReadFile(path); err == nil {
			settings[name] = string(content)
		}
		return nil
	})
	return settings
}

func isVolatile(name string) bool {
	for _, prefix := range volatile {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
