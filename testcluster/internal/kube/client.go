// Package kube asks the API server the few questions that starting a cluster needs.
package kube

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
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
	Name      string
	UID       string
	MachineID string
	Ready     bool
	Heartbeat time.Time // when its kubelet last wrote its readiness
}

// Nodes lists the nodes.
func (c *Client) Nodes() ([]Node, error) {
	var list struct {
		Items []struct {
			Metadata struct{ Name, UID string }
			Status   struct {
				NodeInfo   struct{ MachineID string }
				Conditions []struct {
					Type, Status      string
					LastHeartbeatTime time.Time
				}
			}
		}
	}
	if err := c.get("/api/v1/nodes", &list); err != nil {
		return nil, err
	}
	var nodes []Node
	for _, item := range list.Items {
		node := Node{Name: item.Metadata.Name, UID: item.Metadata.UID, MachineID: item.Status.NodeInfo.MachineID}
		for _, condition := range item.Status.Conditions {
			if condition.Type == "Ready" {
				node.Ready, node.Heartbeat = condition.Status == "True", condition.LastHeartbeatTime
			}
		}
		nodes = append(nodes, node)
	}
	return nodes, nil
}

// Node finds one node.
func (c *Client) Node(name string) (Node, bool) {
	nodes, _ := c.Nodes()
	i := slices.IndexFunc(nodes, func(n Node) bool { return n.Name == name })
	if i < 0 {
		return Node{}, false
	}
	return nodes[i], true
}

// DeleteNode deletes a Node object; that there is none is no error.
func (c *Client) DeleteNode(name string) error {
	request, err := http.NewRequest(http.MethodDelete, c.server+"/api/v1/nodes/"+name, nil)
	if err != nil {
		return err
	}
	response, err := c.http.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK && response.StatusCode != http.StatusNotFound {
		return fmt.Errorf("DELETE node %s: %s", name, response.Status)
	}
	return nil
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
