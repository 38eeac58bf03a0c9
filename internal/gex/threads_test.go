package gex

import (
	"bytes"
	"encoding/json"
	"math"
	"runtime"
	"testing"

	"gex/internal/chain"
	"gex/internal/sample"
	"gex/internal/vol"
)

// TestThreads: documents have the same bytes however many goroutines compute them. All that starts some is here: make race runs the
// tests of this name.
func TestThreads(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var csv bytes.Buffer
	if err := sample.Write(&csv, sample.Options{Contracts: alone + alone/8}); err != nil {
		t.Fatal(err)
	}
	f, err := chain.Read(&csv, chain.Options{Name: "sample.csv"})
	if err != nil {
		t.Fatal(err)
	}
	documents := func() (texts [][]byte) {
		plain := bookFrom(t, f.Chains[0], vol.Options{}, Options{})
		rule := bookFrom(t, f.Chains[0], vol.Options{}, Options{VolRule: "sticky-moneyness"})
		early, _, _ := worldOf(t, "htb", "american")
		for _, document := range []any{
			Build(plain), BuildProfile(plain), BuildSensitivity(plain, Variations{Wrong: math.NaN()}),
			BuildLevels(rule), BuildProfile(rule), BuildCascade(rule, CascadeOptions{}), BuildProfile(early),
		} {
			text, err := json.Marshal(document)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, text)
		}
		return texts
	}
	runtime.GOMAXPROCS(1)
	want := documents()
	runtime.GOMAXPROCS(3)
	for i, got := range documents() {
		if !bytes.Equal(got, want[i]) {
			t.Errorf("document %d of three goroutines differs", i)
		}
	}
}
