package images

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"rampart.dev/testcluster/internal/state"
)

// Remember copies an archive into the cluster's folder: nodes that come later, or get a new disk, need it too. One of the
// same name is replaced and counts as new.
func Remember(cluster state.Cluster, archive string) error {
	source, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer source.Close()
	info, err := source.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s is no file", archive)
	}
	if err != nil {
		return err
	}
	return remember(cluster, filepath.Base(archive), source)
}

func remember(cluster state.Cluster, name string, content io.Reader) error {
	name = strings.Join(strings.Fields(name), "_") // names are listed one a line
	before := Remembered(cluster)
	if err := os.MkdirAll(folder(cluster), 0o755); err != nil {
		return err
	}
	scratch, err := os.CreateTemp(folder(cluster), ".new-*")
	if err != nil {
		return err
	}
	_, err = io.Copy(scratch, content)
	if err = errors.Join(err, scratch.Close()); err != nil {
		return errors.Join(err, os.Remove(scratch.Name()))
	}
	number := 1
	for _, old := range before {
		oldNumber, oldName := parts(old)
		number = max(number, oldNumber+1)
		if oldName == name {
			err = errors.Join(err, os.Remove(old))
		}
	}
	return errors.Join(err, os.Rename(scratch.Name(), filepath.Join(folder(cluster), fmt.Sprintf("%04d-%s", number, name))))
}

// RememberPause makes the archive of the image that every pod needs.
func RememberPause(cluster state.Cluster) error {
	reader, writer := io.Pipe()
	go func() { writer.CloseWithError(WriteProgram(writer, Pause, cluster.Layout.Bin("pause"))) }()
	defer reader.Close()
	return remember(cluster, "pause.tar", reader)
}

// Remembered lists the archives, the first one first.
func Remembered(cluster state.Cluster) []string {
	found, _ := filepath.Glob(filepath.Join(folder(cluster), "[0-9][0-9][0-9][0-9]-*"))
	return found // sorted by name, hence by number
}

func folder(cluster state.Cluster) string { return cluster.Path("images") }

// parts splits the path of a remembered archive into its number and its name.
func parts(path string) (number int, name string) {
	_, _ = fmt.Sscanf(filepath.Base(path), "%04d-", &number)
	_, name, _ = strings.Cut(filepath.Base(path), "-")
	return number, name
}
