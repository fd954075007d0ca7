// Package network connects the network namespaces of a cluster with each other, and with nothing else.
//
// The control plane's namespace holds a bridge; every node's eth0 is a port of it. No namespace has a way out to the
// machine: the nodes' default route ends at the bridge, in a namespace that does not forward.
package network

import (
	"fmt"
	"net"
	"os"

	"github.com/vishvananda/netlink"
	"github.com/vishvananda/netns"
	"golang.org/x/sys/unix"

	"rampart.dev/testcluster/internal/controlplane"
)

const bridge = "br0"

// MaxNodes is how many nodes a cluster can have. Every namespace knows the way to all of them from the beginning, so that
// a node can be added without touching the others.
const MaxNodes = 20

// NodeAddress is the address of the n-th node.
func NodeAddress(n int) string { return fmt.Sprintf("10.250.0.%d", 10+n) }

// PodRange is the address range of the n-th node's pods.
func PodRange(n int) string { return fmt.Sprintf("10.244.%d.0/24", n) }

// SetUpControlPlane prepares the calling process's network namespace for the control plane of a cluster.
func SetUpControlPlane() error {
	h, err := netlink.NewHandle(unix.NETLINK_ROUTE)
	if err != nil {
		return err
	}
	defer h.Close()
	if err := up(h, "lo"); err != nil {
		return err
	}
	if err := h.LinkAdd(&netlink.Bridge{LinkAttrs: netlink.LinkAttrs{Name: bridge}}); err != nil {
		return fmt.Errorf("make bridge: %w", err)
	}
	if err := address(h, bridge, controlplane.Address); err != nil {
		return err
	}
	if err := os.WriteFile("/proc/sys/net/ipv4/ip_forward", []byte("0"), 0o644); err != nil {
		return err
	}
	for n := 1; n <= MaxNodes; n++ {
		if err := route(h, PodRange(n), NodeAddress(n)); err != nil {
			return err
		}
	}
	return nil
}

// AttachNode connects the n-th node's namespace, given by a process in it, to the control plane's.
func AttachNode(controlPlane, node, n int) error {
	inside, err := handleOf(node)
	if err != nil {
		return err
	}
	defer inside.Close()
	plane, err := handleOf(controlPlane)
	if err != nil {
		return err
	}
	defer plane.Close()
	if err := connect(plane, node, port(n)); err != nil {
		return err
	}
	if err := up(inside, "lo"); err != nil {
		return err
	}
	if err := address(inside, "eth0", NodeAddress(n)); err != nil {
		return err
	}
	if err := route(inside, "0.0.0.0/0", controlplane.Address); err != nil {
		return err
	}
	for other := 1; other <= MaxNodes; other++ {
		if other == n {
			continue
		}
		if err := route(inside, PodRange(other), NodeAddress(other)); err != nil {
			return err
		}
	}
	return nil
}

// port is the name of the bridge's end of the n-th node's cable.
func port(n int) string { return fmt.Sprintf("node-%d", n) }

// SetLink takes the n-th node's link up or down, at the bridge: the node itself keeps its addresses and routes.
func SetLink(controlPlane, n int, isUp bool) error {
	plane, err := handleOf(controlPlane)
	if err != nil {
		return err
	}
	defer plane.Close()
	if isUp {
		return up(plane, port(n))
	}
	link, err := plane.LinkByName(port(n))
	if err == nil {
		err = plane.LinkSetDown(link)
	}
	if err != nil {
		return fmt.Errorf("link %s: %w", port(n), err)
	}
	return nil
}

// connect makes the cable between the bridge and the node's eth0. That of the node's last life may still be there: the
// kernel clears an ended namespace away when it finds the time.
func connect(plane *netlink.Handle, node int, port string) error {
	if old, err := plane.LinkByName(port); err == nil {
		if err := plane.LinkDel(old); err != nil {
			return fmt.Errorf("remove link %s of before: %w", port, err)
		}
	}
	master, err := plane.LinkByName(bridge)
	if err != nil {
		return err
	}
	attributes := netlink.LinkAttrs{Name: port, MasterIndex: master.Attrs().Index}
	cable := &netlink.Veth{LinkAttrs: attributes, PeerName: "eth0", PeerNamespace: netlink.NsPid(node)}
	if err := plane.LinkAdd(cable); err != nil {
		return fmt.Errorf("make link %s: %w", port, err)
	}
	return up(plane, port)
}

func handleOf(pid int) (*netlink.Handle, error) {
	ns, err := netns.GetFromPid(pid)
	if err != nil {
		return nil, err
	}
	defer ns.Close()
	return netlink.NewHandleAt(ns, unix.NETLINK_ROUTE)
}

func up(h *netlink.Handle, name string) error {
	link, err := h.LinkByName(name)
	if err == nil {
		err = h.LinkSetUp(link)
	}
	if err != nil {
		return fmt.Errorf("link %s: %w", name, err)
	}
	return nil
}

// address gives a link an address in the cluster's own network and takes it up.
func address(h *netlink.Handle, name, ip string) error {
	link, err := h.LinkByName(name)
	if err != nil {
		return fmt.Errorf("link %s: %w", name, err)
	}
	network := &net.IPNet{IP: net.ParseIP(ip).To4(), Mask: net.CIDRMask(24, 32)}
	if err := h.AddrAdd(link, &netlink.Addr{IPNet: network}); err != nil {
		return fmt.Errorf("address of %s: %w", name, err)
	}
	return up(h, name)
}

func route(h *netlink.Handle, destination, gateway string) error {
	_, network, err := net.ParseCIDR(destination)
	if err != nil {
		return err
	}
	if err := h.RouteAdd(&netlink.Route{Dst: network, Gw: net.ParseIP(gateway)}); err != nil {
		return fmt.Errorf("route %s via %s: %w", destination, gateway, err)
	}
	return nil
}
