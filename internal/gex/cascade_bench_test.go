package gex

import (
	"testing"

	"gex/internal/report"
	"gex/internal/vol"
)

// BenchmarkCascade is gex cascade beside gex flows, of which it takes at most twice the time, on 21k contracts.
func BenchmarkCascade(b *testing.B) {
	c := sampleChain(b, 21_000)
	s, err := vol.Fit(c, vol.Options{})
	if err != nil {
		b.Fatal(err)
	}
	for _, rule := range []string{"sticky-strike", "ssr=1.5"} {
		k, err := NewBook(c, s, Options{VolRule: rule})
		if err != nil {
			b.Fatal(err)
		}
		o := CascadeOptions{Impact: Impact{Kind: report.ImpactLinear, USDPerPct: 5 * k.whole.gross}}
		b.Run("flows/"+rule, func(b *testing.B) {
			for b.Loop() {
				BuildFlows(k)
			}
		})
		b.Run("cascade/"+rule, func(b *testing.B) {
			for b.Loop() {
				BuildCascade(k, o)
			}
		})
	}
}
