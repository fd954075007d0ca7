// Command probe is what runs in the containers of the integration tests.
package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"
)

func main() {
	action, argument := os.Args[1], ""
	if len(os.Args) > 2 {
		argument = os.Args[2]
	}
	switch action {
	case "wait":
		stop := make(chan os.Signal, 1)
		signal.Notify(stop, syscall.SIGTERM)
		<-stop
	case "say":
		fmt.Println(argument)
	case "exit":
		code, _ := strconv.Atoi(argument)
		os.Exit(code)
	case "dial":
		dial(argument)
	case "serve":
		fmt.Println("serving", argument)
		answer := func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "probe") }
		fmt.Println(http.ListenAndServe(argument, http.HandlerFunc(answer)))
	}
}

// dial tries for ten seconds: a new node's service rules may be a moment late.
func dial(address string) {
	var err error
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		var connection net.Conn
		if connection, err = net.DialTimeout("tcp", address, time.Second); err == nil {
			connection.Close()
			fmt.Println("reached", address)
			return
		}
	}
	fmt.Println(err)
	os.Exit(1)
}
