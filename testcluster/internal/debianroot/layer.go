package debianroot

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"rampart.dev/testcluster/internal/state"
)

// LayerPath is where the layer is that adds the kubelet and kube-proxy to the nodes' root; its name changes with them.
func LayerPath(layout state.Layout) string {
	fingerprint, _ := os.ReadFile(layout.Bin("kube.hash"))
	name := strings.TrimSpace(string(fingerprint))
	return filepath.Join(layout.Build, "node-layer", name[:min(len(name), 12)])
}

// EnsureLayer makes the layer unless it exists: one copy of the program, owned by root, under both names.
func EnsureLayer(layout state.Layout) error {
	target := LayerPath(layout)
	if _, err := os.Stat(target); err == nil {
		return nil
	}
	if filepath.Base(target) == "node-layer" {
		return fmt.Errorf("%s is missing: run testcluster/testcluster build", layout.Bin("kube.hash"))
	}
	if len(layout.Names()) <= 1 { // no other cluster stands on an older layer
		if err := os.RemoveAll(filepath.Dir(target)); err != nil {
			return err
		}
	}
	scratch := fmt.Sprintf("%s.%d.new", target, os.Getpid())
	programs := filepath.Join(scratch, "usr", "bin")
	if err := os.MkdirAll(programs, 0o755); err != nil {
		return err
	}
	kubelet := filepath.Join(programs, "kubelet")
	if err := copyFile(layout.Bin("kube"), kubelet); err != nil {
		return err
	}
	if err := os.Link(kubelet, filepath.Join(programs, "kube-proxy")); err != nil {
		return err
	}
	if err := os.Rename(scratch, target); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	return nil
}

func copyFile(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o755)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Close())
}
