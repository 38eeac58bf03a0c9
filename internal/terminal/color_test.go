package terminal

import "testing"

func TestWantColor(t *testing.T) {
	env := func(pairs ...string) func(string) string {
		return func(key string) string {
			for i := 0; i < len(pairs); i += 2 {
				if pairs[i] == key {
					return pairs[i+1]
				}
			}
			return ""
		}
	}
	cases := []struct {
		flag     string
		env      func(string) string
		terminal bool
		want     bool
	}{
		{"auto", env(), true, true},
		{"auto", env(), false, false},
		{"auto", env("TERM", "dumb"), true, false},
		{"auto", env("NO_COLOR", "1"), true, false},
		{"auto", env("NO_COLOR", "1", "CLICOLOR_FORCE", "1"), true, false},
		{"auto", env("CLICOLOR_FORCE", "1"), false, true},
		{"auto", env("CLICOLOR_FORCE", "0"), false, false},
		{"always", env("NO_COLOR", "1"), false, true},
		{"never", env("CLICOLOR_FORCE", "1"), true, false},
	}
	for i, c := range cases {
		if got := wantColor(c.flag, c.env, c.terminal); got != c.want {
			t.Errorf("case %d: %v, want %v", i, got, c.want)
		}
	}
}
