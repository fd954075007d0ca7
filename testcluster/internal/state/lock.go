package state

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"rampart.dev/testcluster/internal/await"
)

// Lock keeps two commands from changing the same cluster at the same time. The kernel drops it when its holder dies.
type Lock struct {
	file *os.File
	path string
}

// Lock waits for the cluster's lock, for at most the given time.
func (c Cluster) Lock(ctx context.Context, limit time.Duration) (*Lock, error) {
	if err := os.MkdirAll(c.Layout.Clusters(), 0o755); err != nil {
		return nil, err
	}
	lock := &Lock{path: c.Dir + ".lock"}
	err := await.True(ctx, "lock of cluster "+c.Name+", held by another testcluster command", limit, lock.try)
	return lock, err
}

// try takes the lock if it is free. The file may have been removed between opening and locking: then it does not count.
func (l *Lock) try() (bool, error) {
	file, err := os.OpenFile(l.path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return false, err
	}
	if unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB) != nil || !sameFile(file, l.path) {
		file.Close()
		return false, nil
	}
	l.file = file
	return true, nil
}

// Release removes the lock's file and frees the lock.
func (l *Lock) Release() {
	os.Remove(l.path)
	l.file.Close()
}

// Alone does what only one command of this build folder may do at a time, whatever its cluster is.
func (l Layout) Alone(ctx context.Context, limit time.Duration, do func() error) error {
	file, err := os.OpenFile(filepath.Join(l.Build, "parts.lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return err
	}
	defer file.Close()
	err = await.True(ctx, "lock of "+l.Build+", held by another testcluster command", limit, func() (bool, error) {
		return unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB) == nil, nil
	})
	if err != nil {
		return err
	}
	return do()
}

func sameFile(file *os.File, path string) bool {
	opened, err1 := file.Stat()
	named, err2 := os.Stat(path)
	return err1 == nil && err2 == nil && os.SameFile(opened, named)
}
