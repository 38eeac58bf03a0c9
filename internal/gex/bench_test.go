package gex

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"gex/internal/chain"
	"gex/internal/vol"
)

// BenchmarkReport is the main job from bytes to report on a full SPX chain of 21k contracts, step by step.
func BenchmarkReport(b *testing.B) {
	raw, err := os.ReadFile(filepath.Join(chainsDir(b), "cboe-quotes", spx2024Jan))
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
