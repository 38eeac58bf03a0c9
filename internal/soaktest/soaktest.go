// Package soaktest fixes what property tests draw. A test package that uses rapid imports it for its effect:
//
//	import _ "gex/internal/soaktest"
//
// Then go test draws the same cases in every run, so that a change is judged by what it changes. New cases are looked for
// by make soak, which sets RAPID_SEED to a seed of its own and prints it; RAPID_SEED=N go test, or -rapid.seed=N, repeats
// them, and RAPID_CHECKS says how many there are.
package soaktest

import (
	"flag"
	"os"

	_ "pgregory.net/rapid" // defines the flag
)

// Seed is what rapid draws from unless it is given another.
const Seed = "1"

// Long reports whether time does not matter, as for make soak. Tests that try many places or moments one after the other, each
// as good as the next, try some of them in every go test and all of them then.
func Long() bool {
	_, given := os.LookupEnv("RAPID_SEED")
	return given
}

func init() {
	if Long() {
		return
	}
	if err := flag.Set("rapid.seed", Seed); err != nil {
		panic(err)
	}
}
