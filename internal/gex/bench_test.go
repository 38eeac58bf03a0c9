package gex

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"gex/internal/chain"
	"gex/internal/reftest"
	"gex/internal/sample"
	"gex/internal/vol"
)

// BenchmarkReport is the main job from bytes to report on a full SPX chain of 21k contracts, step by step.
func BenchmarkReport(b *testing.B) {
	raw, err := os.ReadFile(filepath.Join(reftest.Chains(b), "cboe-quotes", spx2024Jan))
	if err != nil {
		b.Fatal(err)
	}
	read := func() *chain.Chain {
		f, err := chain.Read(bytes.NewReader(raw), chain.Options{Name: spx2024Jan})
		if err != nil {
			b.Fatal(err)
		}
		return f.Chains[0]
	}
	fit := func(c *chain.Chain, o vol.Options) *vol.Surface {
		s, err := vol.Fit(c, o)
		if err != nil {
			b.Fatal(err)
		}
		return s
	}
	book := func(c *chain.Chain, s *vol.Surface) *Book {
		k, err := NewBook(c, s, Options{})
		if err != nil {
			b.Fatal(err)
		}
		return k
	}
	c := read()
	s := fit(c, flat(0.045, 0.013))
	k := book(c, s)
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			read()
		}
	})
	b.Run("fit-file", func(b *testing.B) {
		for b.Loop() {
			fit(c, flat(0.045, 0.013))
		}
	})
	b.Run("fit-quotes", func(b *testing.B) {
		for b.Loop() {
			fit(c, vol.Options{})
		}
	})
	b.Run("book", func(b *testing.B) {
		for b.Loop() {
			book(c, s)
		}
	})
	b.Run("build", func(b *testing.B) {
		for b.Loop() {
			Build(k)
		}
	})
	b.Run("whole", func(b *testing.B) {
		for b.Loop() {
			c := read()
			Build(book(c, fit(c, flat(0.045, 0.013))))
		}
	})
}

// BenchmarkSpotLadder is a ladder of 21 moves with every trade split by effect and by part, on 21k contracts, under each
// kind of volatility rule.
func BenchmarkSpotLadder(b *testing.B) {
	c := sampleChain(b, 21_000)
	s, err := vol.Fit(c, vol.Options{})
	if err != nil {
		b.Fatal(err)
	}
	var moves []float64
	for m := -10.0; m <= 10; m++ {
		moves = append(moves, m/2)
	}
	for _, o := range []Options{
		{VolRule: "sticky-strike"}, {VolRule: "sticky-moneyness"}, {VolRule: "sticky-strike", Beta: -1},
	} {
		o.Moves = moves
		k, err := NewBook(c, s, o)
		if err != nil {
			b.Fatal(err)
		}
		d := k.desk()
		b.Run(fmt.Sprintf("%s/beta=%g", o.VolRule, o.Beta), func(b *testing.B) {
			for b.Loop() {
				d.spotFlows(true)
			}
		})
	}
	k, err := NewBook(c, s, Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("everything", func(b *testing.B) {
		for b.Loop() {
			BuildFlows(k)
		}
	})
}

// sampleChain is a synthetic chain.
func sampleChain(b *testing.B, contracts int) *chain.Chain {
	var csv bytes.Buffer
	if err := sample.Write(&csv, sample.Options{Contracts: contracts}); err != nil {
		b.Fatal(err)
	}
	f, err := chain.Read(&csv, chain.Options{Name: "sample.csv"})
	if err != nil {
		b.Fatal(err)
	}
	return f.Chains[0]
}
