// Package kube asks the API server the few questions that starting a cluster needs.
package kube

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"rampart.dev/testcluster/internal/pki"
)

// Client talks to one API server as one user.
type Client struct {
	server string
	http   http.Client
}

// New makes a client.
func New(server string, authority []byte, user pki.Pair) (*Client, error) {
	pair, err := tls.X509KeyPair(user.Cert, user.Key)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(authority)
	transport := &http.Transport{
		TLSClientConfig:   &tls.Config{RootCAs: roots, Certificates: []tls.Certificate{pair}},
		DisableKeepAlives: true,
	}
	return &Client{server: server, http: http.Client{Transport: transport, Timeout: 5 * time.Second}}, nil
}

// Ready tells whether the API server says that it is ready.
func (c *Client) Ready() bool { return c.get("/readyz", nil) == nil }

// HasDefaultServiceAccount tells whether the controllers have begun to work.
func (c *Client) HasDefaultServiceAccount() bool {
	return c.get("/api/v1/namespaces/default/serviceaccounts/default", nil) == nil
}

// Node is what is needed of a Node.
type Node struct {
	Name  string
	Ready bool
}

// Nodes lists the nodes.
func (c *Client) Nodes() ([]Node, error) {
	var list struct {
		Items []struct {
			Metadata struct{ Name string }
			Status   struct {
				Conditions []struct{ Type, Status string }
			}
		}
	}
	if err := c.get("/api/v1/nodes", &list); err != nil {
		return nil, err
	}
	var nodes []Node
	for _, item := range list.Items {
		node := Node{Name: item.Metadata.Name}
		for _, condition := range item.Status.Conditions {
			if condition.Type == "Ready" {
				node.Ready = condition.Status == "True"
			}
		}
		nodes = append(nodes, node)
	}
	return nodes, nil
}

func (c *Client) get(path string, into any) error {
	response, err := c.http.Get(c.server + path)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("GET %s: %s", path, response.Status)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(body, into)
}
