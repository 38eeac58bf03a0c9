package report

import (
	"slices"
	"testing"
)

func TestLevelName(t *testing.T) {
	known := []string{"spot", "zero_gamma", "call_wall", "flips", "0dte.zero_gamma", "0dte.call_wall", "without_today.zero_gamma", "12:00.zero_gamma", "expected_move_expiry", "expected_move_straddle"}
	for typed, want := range map[string]string{
		"zero_gamma": "zero_gamma", "Zero Gamma": "zero_gamma", "ZeroGamma": "zero_gamma", "flip": "zero_gamma", "gamma-flip": "zero_gamma", "GAMMA_FLIP": "zero_gamma",
		"callwall": "call_wall", "call-wall": "call_wall", "levels.call_wall": "call_wall", "levels_0dte.call_wall": "0dte.call_wall",
		"0dte.flip": "0dte.zero_gamma", "zero_gamma_0dte": "0dte.zero_gamma", "0dte_callwall": "0dte.call_wall", "without_today.flip": "without_today.zero_gamma",
		"12:00.gamma_flip": "12:00.zero_gamma", "price": "spot", "straddle": "expected_move_straddle",
		"put_wall": "", "flp": "", "0dte.price": "", "": "", ".": "", "hvl": "",
	} {
		if got := LevelName(typed, known); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}

// TestLevelAliases: no name means two levels, and none hides another level's own name.
func TestLevelAliases(t *testing.T) {
	var ours []string
	for name := range levelAliases {
		ours = append(ours, name)
	}
	all := slices.Concat(ours, LevelAliases())
	for i, name := range all {
		if spelled(name, all[:i]) != "" {
			t.Errorf("%s names two levels", name)
		}
	}
}
