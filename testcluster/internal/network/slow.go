package network

import (
	"net"
	"os"
	"strings"
	"time"
)

// Slow is a program that answers later than it could: it forwards connections and holds every piece of the answers back
// for as long as the delay says at the moment when the piece comes. The order stays, and nothing is lost.
type Slow struct {
	Target string
	Delay  func() time.Duration
}

// DelayIn reads the delay from a file, which may be missing or change at any time.
func DelayIn(file string) func() time.Duration {
	return func() time.Duration {
		content, _ := os.ReadFile(file)
		delay, err := time.ParseDuration(strings.TrimSpace(string(content)))
		if err != nil {
			return 0
		}
		return delay
	}
}

// Serve forwards until the listener is closed.
func (s Slow) Serve(listener net.Listener) error {
	return accept(listener, s.forward)
}

func (s Slow) forward(client *net.TCPConn) {
	defer client.Close()
	connection, err := net.DialTimeout("tcp", s.Target, 10*time.Second)
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
	s.answer(client, server)
	<-done
}

// piece is what was read at once.
type piece struct {
	content []byte
	due     time.Time
}

// answer reads on while earlier pieces wait: a delay adds to the time of an answer, not to that of every byte.
func (s Slow) answer(client, server *net.TCPConn) {
	pieces := make(chan piece, 1024)
	go func() {
		defer close(pieces)
		for {
			buffer := make([]byte, 16*1024)
			n, err := server.Read(buffer)
			if n > 0 {
				pieces <- piece{buffer[:n], time.Now().Add(s.Delay())}
			}
			if err != nil {
				return
			}
		}
	}()
	for p := range pieces {
		time.Sleep(time.Until(p.due))
		if _, err := client.Write(p.content); err != nil {
			client.Close()
			server.Close()
			for range pieces { // the reader may wait for room
			}
			return
		}
	}
	_ = client.CloseWrite()
}
