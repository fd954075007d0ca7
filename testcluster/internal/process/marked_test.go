package process

import "testing"

func TestHasMark(t *testing.T) {
	for environment, want := range map[string]bool{
		"A=b\x00" + Mark + "=/x/clusters/one\x00C=d":      true,
		"A=b\x00" + Mark + "=/x/clusters/one-more\x00C=d": false,
		"NOT_" + Mark + "=/x/clusters/one\x00":            false,
		"":                                                false,
	} {
		if got := HasMark([]byte(environment), "/x/clusters/one"); got != want {
			t.Errorf("%q: %v", environment, got)
		}
	}
}
