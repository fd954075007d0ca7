package pki

import (
	"crypto/tls"
	"crypto/x509"
	"strings"
	"testing"
)

func TestIssue(t *testing.T) {
	authority, err := NewAuthority("kubernetes")
	if err != nil {
		t.Fatal(err)
	}
	server, err := authority.Issue(Subject{User: "server", Names: []string{"localhost"}, IPs: []string{"127.0.0.1"}})
	if err != nil {
		t.Fatal(err)
	}
	pair, err := tls.X509KeyPair(server.Cert, server.Key)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(authority.Cert)
	for _, name := range []string{"localhost", "127.0.0.1"} {
		if _, err := pair.Leaf.Verify(x509.VerifyOptions{Roots: roots, DNSName: name}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if !strings.HasPrefix(string(server.Key), "-----BEGIN RSA PRIVATE KEY-----") {
		t.Error("the key is not PKCS#1")
	}
}

func TestClientCertificateNamesUserAndGroups(t *testing.T) {
	authority, err := NewAuthority("kubernetes")
	if err != nil {
		t.Fatal(err)
	}
	client, err := authority.Issue(Subject{User: "system:node:node-1", Groups: []string{"system:nodes"}})
	if err != nil {
		t.Fatal(err)
	}
	pair, err := tls.X509KeyPair(client.Cert, client.Key)
	if err != nil {
		t.Fatal(err)
	}
	subject := pair.Leaf.Subject
	if subject.CommonName != "system:node:node-1" || len(subject.Organization) != 1 || pair.Leaf.ExtKeyUsage[0] != x509.ExtKeyUsageClientAuth {
		t.Errorf("subject %v, usage %v", subject, pair.Leaf.ExtKeyUsage)
	}
}
