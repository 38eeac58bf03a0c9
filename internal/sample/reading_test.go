package sample

import (
	"strings"
	"testing"

	"gex/internal/chain"
)

// A sample is a chain file like any other: the reader must find every contract in it and nothing to repair.
func TestSamplesAreRead(t *testing.T) {
	for _, o := range []Options{
		{Contracts: 2000},
		{Contracts: 2000, Layout: layoutLong},
		{Contracts: 500, Underlying: "SPY"},
		{Contracts: 500, NoNoise: true, SpotOffset: -0.003},
		{Contracts: 3000, Underlyings: 12},
	} {
		full, err := o.complete()
		if err != nil {
			t.Fatal(err)
		}
		f, err := chain.Read(strings.NewReader(write(t, o)), chain.Options{Name: "sample.csv"})
		if err != nil {
			t.Errorf("%+v: %v", o, err)
			continue
		}
		if len(f.Chains) != full.Underlyings || len(f.Problems) > 0 || !strings.HasPrefix(f.Format, full.Layout) {
			t.Errorf("%+v: read as %s, %d chains, problems %v", o, f.Format, len(f.Chains), f.Problems)
		}
		read := 0
		for _, c := range f.Chains {
			read += c.Len()
			checkChain(t, full, c)
		}
		if read != full.Contracts {
			t.Errorf("%+v: %d contracts read, want %d", o, read, full.Contracts)
		}
	}
}

func checkChain(t *testing.T, o Options, c *chain.Chain) {
	t.Helper()
	if !c.AsOf.Equal(o.AsOf) || len(c.Notes) > 0 {
		t.Errorf("%s: as of %v, want %v; notes %v", c.Underlying, c.AsOf, o.AsOf, c.Notes)
	}
	for i, reason := range c.Out {
		if reason != chain.Live || c.Repaired[i] != 0 {
			t.Fatalf("%s: %+v is left out or repaired", c.Underlying, c.Row(i))
		}
	}
	if o.Underlyings > 1 {
		return
	}
	truth := truthOf(t, o)
	if c.Underlying != o.Underlying || c.Delay != truth.Delay {
		t.Errorf("%s, quotes %v old; want %s, %v", c.Underlying, c.Delay, o.Underlying, truth.Delay)
	}
	if want := truth.FileSpot; c.Spot < want-0.00005 || c.Spot > want+0.00005 {
		t.Errorf("%s: spot %v, want %v", c.Underlying, c.Spot, want)
	}
}
