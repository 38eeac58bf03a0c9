package chain

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkReadQuotedata reads a whole SPX chain of 21,038 contracts.
func BenchmarkReadQuotedata(b *testing.B) {
	text, err := os.ReadFile(filepath.Join(realChains(b, "cboe-quotes"), "SPX_2024-01-07_1052ET_full_published-gex.csv"))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(bytes.NewReader(text), Options{Name: "chain.csv"}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNumber(b *testing.B) {
	cells := [][]byte{[]byte("0"), []byte("4697.24"), []byte("-0.0001"), []byte("1500"), []byte("0.1881")}
	for b.Loop() {
		for _, c := range cells {
			number(c)
		}
	}
}
