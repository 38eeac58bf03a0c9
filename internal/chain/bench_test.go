package chain

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
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

// BenchmarkReadLong reads 100,000 contracts in the project's own layout.
func BenchmarkReadLong(b *testing.B) {
	var text bytes.Buffer
	text.WriteString("underlying,spot,quote_time,root,expiration,strike,type,bid,ask,last,volume,open_interest,iv,delta,gamma\n")
	for day := range 20 {
		for strike := range 5000 {
			fmt.Fprintf(&text, "SPX,6700.25,2025-11-20T10:00:00-05:00,SPXW,2025-12-%02d,%d,%c,12.35,12.65,12.5,%d,%d,0.1534,0.4213,0.00123\n",
				day+1, 2000+strike, "CP"[strike%2], strike, 7*strike)
		}
	}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(bytes.NewReader(text.Bytes()), Options{Name: "chain.csv"}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReadSections reads 100,000 contracts on 200 underlyings, one underlying after the other.
func BenchmarkReadSections(b *testing.B) {
	var names []string
	for i := range 200 {
		names = append(names, fmt.Sprintf("U%03d", i))
	}
	text := strings.Join(testMarket(rand.New(rand.NewPCG(1, 1)), names, 500), "")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		p, err := Survey(opening(text), Options{Name: "market.csv", NoSum: true})
		if err != nil || p.Sections() != len(names) {
			b.Fatal(p.Sections(), err)
		}
		err = p.Each(func(s *Section) error { _, err := s.Read(); return err })
		if err != nil {
			b.Fatal(err)
		}
	}
}
