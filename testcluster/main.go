// Command testcluster runs a small real Kubernetes cluster on one Linux machine, without Docker and without a registry.
package main

import (
	"os"

	"rampart.dev/testcluster/internal/cli"
)

func main() {
	os.Exit(cli.Run(os.Args[1:]))
}
