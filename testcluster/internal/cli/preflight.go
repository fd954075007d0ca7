package cli

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"rampart.dev/testcluster/internal/cgroups"
	"rampart.dev/testcluster/internal/debianroot"
	"rampart.dev/testcluster/internal/state"
)

// preflight names what is missing before anything is started.
func preflight(layout state.Layout, wanted state.Record) error {
	if _, err := os.Stat(layout.Bin("kube")); err != nil {
		return fmt.Errorf("the Kubernetes programs are not built: run testcluster/testcluster build")
	}
	if wanted.ControlPlaneOnly {
		return nil
	}
	return nodesPossible(layout)
}

// nodesPossible says why this machine cannot run nodes.
func nodesPossible(layout state.Layout) error {
	if os.Geteuid() != 0 {
		return errors.New("clusters with nodes need root: use sudo; tests that need no nodes can use " +
			"--control-plane-only or the kubeconfig of an existing cluster")
	}
	if err := cgroups.Supported(); err != nil {
		return err
	}
	filesystems, _ := os.ReadFile("/proc/filesystems")
	if !strings.Contains(string(filesystems), "\toverlay\n") {
		_ = exec.Command("modprobe", "overlay").Run()
		filesystems, _ = os.ReadFile("/proc/filesystems")
	}
	if !strings.Contains(string(filesystems), "\toverlay\n") {
		return errors.New("the kernel has no overlay file system, which is the root of every node")
	}
	return missingPackages(layout)
}

func missingPackages(layout state.Layout) error {
	if debianroot.Exists(layout.Build) {
		return nil
	}
	var missing []string
	for _, requirement := range debianroot.Requirements {
		if _, err := exec.LookPath(requirement.Command); err != nil {
			missing = append(missing, requirement.Package)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	packages := strings.Join(missing, " ")
	return fmt.Errorf("missing: %s. Install with: apt-get install --no-install-recommends %s", packages, packages)
}
