package network

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestSlowHoldsAnswersBackAndKeepsTheirOrder(t *testing.T) {
	echo := listen(t)
	go func() {
		_ = accept(echo, func(client *net.TCPConn) {
			defer client.Close()
			lines := bufio.NewScanner(client)
			for lines.Scan() {
				fmt.Fprintln(client, lines.Text())
			}
		})
	}()
	file := filepath.Join(t.TempDir(), "delay")
	slow := listen(t)
	go func() { _ = Slow{Target: echo.Addr().String(), Delay: DelayIn(file)}.Serve(slow) }()

	connection, err := net.Dial("tcp", slow.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	answers := bufio.NewScanner(connection)
	ask := func(lines ...string) time.Duration {
		start := time.Now()
		for _, line := range lines {
			fmt.Fprintln(connection, line)
		}
		for _, line := range lines {
			if !answers.Scan() || answers.Text() != line {
				t.Fatalf("answer %q, wanted %q", answers.Text(), line)
			}
		}
		return time.Since(start)
	}

	ask("without delay")
	const delay = 300 * time.Millisecond
	if err := os.WriteFile(file, []byte(delay.String()+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if took := ask("one", "two", "three"); took < delay || took > 3*delay {
		t.Errorf("three answers, each held back for %s, took %s", delay, took)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if took := ask("fast again"); took >= delay {
		t.Errorf("without a delay an answer took %s", took)
	}
}

func listen(t *testing.T) net.Listener {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	return listener
}
