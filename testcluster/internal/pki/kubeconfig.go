package pki

import (
	"encoding/base64"
	"fmt"
)

const kubeconfig = `apiVersion: v1
kind: Config
clusters:
- name: %[1]s
  cluster:
    server: %[2]s
    certificate-authority-data: %[3]s
users:
- name: %[4]s
  user:
%[5]s
contexts:
- name: %[4]s@%[1]s
  context:
    cluster: %[1]s
    user: %[4]s
current-context: %[4]s@%[1]s
`

// Kubeconfig writes a kubeconfig with everything embedded.
func Kubeconfig(cluster, server, user string, authority []byte, pair Pair) []byte {
	credentials := fmt.Sprintf("    client-certificate-data: %s\n    client-key-data: %s", base64text(pair.Cert), base64text(pair.Key))
	return []byte(fmt.Sprintf(kubeconfig, cluster, server, base64text(authority), user, credentials))
}

// KubeconfigWithFile writes a kubeconfig whose certificate and key are both in one file, as a kubelet's are.
func KubeconfigWithFile(cluster, server, user string, authority []byte, file string) []byte {
	credentials := fmt.Sprintf("    client-certificate: %[1]s\n    client-key: %[1]s", file)
	return []byte(fmt.Sprintf(kubeconfig, cluster, server, base64text(authority), user, credentials))
}

func base64text(b []byte) string { return base64.StdEncoding.EncodeToString(b) }
