// Package await waits for conditions, never longer than a given time.
package await

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"
)

// Condition reports whether what is awaited is there. A non-nil error ends the wait at once.
type Condition func() (bool, error)

// True polls the condition every 50 ms until it holds, fails, the context ends, or the limit is over.
func True(ctx context.Context, what string, limit time.Duration, condition Condition) error {
	deadline := time.Now().Add(limit)
	for {
		done, err := condition()
		if err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		if done {
			return nil
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("%s: not there after %s", what, limit)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s: interrupted", what)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// WithLog adds the last lines of a log file to an error.
func WithLog(err error, path string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w\n--- last lines of %s\n%s", err, path, Tail(path, 15))
}

// Tail returns the last lines of a file, or a sentence that says why it cannot.
func Tail(path string, lines int) string {
	content, err := os.ReadFile(path)
	if err != nil {
		return fmt.Sprintf("(cannot be read: %v)", err)
	}
	return LastLines(string(content), lines)
}

// LastLines returns the last lines of a text.
func LastLines(text string, lines int) string {
	all := strings.Split(strings.TrimRight(text, "\n"), "\n")
	if len(all) > lines {
		all = all[len(all)-lines:]
	}
	return strings.Join(all, "\n")
}
