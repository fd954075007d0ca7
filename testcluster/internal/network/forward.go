package network

import (
	"errors"
	"io"
	"net"
	"time"
)

// Forward copies connections between a listener and an address until the listener is closed. Its caller's process lives
// in the control plane's namespace, while the listener was opened in the machine's: a socket stays where it was made.
func Forward(listener net.Listener, target string) error {
	return accept(listener, func(client *net.TCPConn) { forwardOne(client, target) })
}

func accept(listener net.Listener, serve func(*net.TCPConn)) error {
	for {
		client, err := listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return err
		}
		if err != nil {
			time.Sleep(50 * time.Millisecond) // out of descriptors: others will end
			continue
		}
		go serve(client.(*net.TCPConn))
	}
}

func forwardOne(client *net.TCPConn, target string) {
	defer client.Close()
	connection, err := net.DialTimeout("tcp", target, 10*time.Second)
	if err != nil {
		return
	}
	server := connection.(*net.TCPConn)
	defer server.Close()
	done := make(chan struct{})
	go func() {
		copyHalf(server, client)
		close(done)
	}()
	copyHalf(client, server)
	<-done
}

// copyHalf copies one direction and passes its end on.
func copyHalf(to, from *net.TCPConn) {
	_, err := io.Copy(to, from)
	if err != nil {
		to.Close()
		from.Close()
		return
	}
	_ = to.CloseWrite()
}
