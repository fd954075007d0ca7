package node

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// Boot is "internal node-boot", the first process of a node's namespaces: it waits for its specification on standard
// input, builds the root file system, moves into it, and becomes systemd.
func Boot(input io.Reader) error {
	var spec Spec
	if err := json.NewDecoder(input).Decode(&spec); err != nil {
		return fmt.Errorf("no specification: %w", err) // its sender died
	}
	if err := unix.Sethostname([]byte(spec.Name)); err != nil {
		return err
	}
	root, err := buildRoot(spec)
	if err != nil {
		return err
	}
	if err := enter(root); err != nil {
		return err
	}
	if err := furnish(spec); err != nil {
		return err
	}
	environment := []string{"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "container=rampart"}
	args := []string{"/lib/systemd/systemd", "--unit=multi-user.target", "--log-target=journal", "--show-status=false",
		"systemd.unified_cgroup_hierarchy=0", "systemd.legacy_systemd_cgroup_controller=1"} // in place of a kernel's command line
	return fmt.Errorf("start systemd: %w", unix.Exec(args[0], args, environment))
}

// buildRoot mounts, on the node's disk, the root: an overlay over the Debian tree. What an earlier life of the node left
// on the disk stays.
func buildRoot(spec Spec) (string, error) {
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return "", err
	}
	if err := os.Chdir(spec.Build); err != nil { // relative paths are short and free of the overlay's separators
		return "", err
	}
	at := func(name string) string { return filepath.Join(spec.Disk, name) }
	for _, name := range []string{"upper", "work", "root", "containerd", "kubelet"} {
		if err := os.MkdirAll(at(name), 0o755); err != nil {
			return "", err
		}
	}
	lower := spec.Lower[0]
	for _, layer := range spec.Lower[1:] {
		lower += ":" + layer
	}
	options := fmt.Sprintf("lowerdir=%s,upperdir=%s,workdir=%s", lower, at("upper"), at("work"))
	if err := mount("overlay", at("root"), "overlay", 0, options); err != nil {
		return "", err
	}
	root := at("root")
	for _, name := range []string{"containerd", "kubelet"} { // containerd's own overlays cannot lie on an overlay
		target := filepath.Join(root, "var/lib", name)
		if err := errors.Join(os.MkdirAll(target, 0o755), mount(at(name), target, "", unix.MS_BIND, "")); err != nil {
			return "", err
		}
	}
	return root, mountKernel(root)
}

// enter makes the new root the root and drops the machine's.
func enter(root string) error {
	if err := os.Chdir(root); err != nil {
		return err
	}
	if err := os.MkdirAll(".old", 0o700); err != nil {
		return err
	}
	if err := unix.PivotRoot(".", ".old"); err != nil {
		return fmt.Errorf("pivot_root: %w", err)
	}
	if err := os.Chdir("/"); err != nil {
		return err
	}
	if err := unix.Unmount("/.old", unix.MNT_DETACH); err != nil {
		return err
	}
	if err := os.Remove("/.old"); err != nil {
		return err
	}
	return unix.Mount("", "/", "", unix.MS_REC|unix.MS_SHARED, "") // volumes need mount propagation
}

// furnish writes the node's files.
func furnish(spec Spec) error {
	for _, file := range spec.Files {
		if err := os.MkdirAll(filepath.Dir(file.Path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file.Path, []byte(file.Content), file.Mode); err != nil {
			return err
		}
		if err := os.Chmod(file.Path, file.Mode); err != nil {
			return err
		}
	}
	for link, target := range spec.Links {
		if err := os.MkdirAll(filepath.Dir(link), 0o755); err != nil {
			return err
		}
		if err := errors.Join(os.RemoveAll(link), os.Symlink(target, link)); err != nil {
			return err
		}
	}
	if err := os.MkdirAll("/etc/kubernetes/manifests", 0o755); err != nil {
		return err
	}
	return stubModules()
}

// stubModules makes an empty module folder for the running kernel: modprobe then says what a real machine would say.
func stubModules() error {
	var name unix.Utsname
	if err := unix.Uname(&name); err != nil {
		return err
	}
	folder := filepath.Join("/lib/modules", unix.ByteSliceToString(name.Release[:]))
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, file := range []string{"modules.builtin", "modules.order"} {
		if err := os.WriteFile(filepath.Join(folder, file), nil, 0o644); err != nil {
			return err
		}
	}
	if output, err := exec.Command("/sbin/depmod").CombinedOutput(); err != nil {
		return fmt.Errorf("depmod: %w: %s", err, output)
	}
	return nil
}
