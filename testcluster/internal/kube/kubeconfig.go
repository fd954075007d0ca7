package kube

import (
	"encoding/base64"
	"fmt"
	"os"
	"strings"

	"rampart.dev/testcluster/internal/pki"
)

// FromKubeconfig makes a client from a kubeconfig that testcluster wrote.
func FromKubeconfig(path string) (*Client, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	values := map[string]string{}
	for _, line := range strings.Split(string(content), "\n") {
		key, value, found := strings.Cut(strings.TrimSpace(line), ": ")
		if found {
			values[key] = value
		}
	}
	decode := func(key string) []byte {
		decoded, failed := base64.StdEncoding.DecodeString(values[key])
		if failed != nil || len(decoded) == 0 {
			err = fmt.Errorf("%s has no usable %s", path, key)
		}
		return decoded
	}
	authority := decode("certificate-authority-data")
	pair := pki.Pair{Cert: decode("client-certificate-data"), Key: decode("client-key-data")}
	if err != nil {
		return nil, err
	}
	return New(values["server"], authority, pair)
}
