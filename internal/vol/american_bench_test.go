package vol

import (
	"os"
	"path/filepath"
	"testing"

	"gex/internal/chain"
	"gex/internal/reftest"
)

// BenchmarkEarlyExercise fits a fund with 28 expiries, 27 of them after an ex-date, with early exercise and without.
func BenchmarkEarlyExercise(b *testing.B) {
	r, err := os.Open(filepath.Join(reftest.Chains(b), "cboe-quotes", "QQQ_2023-06-12_1635ET_quoted-name.csv"))
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	f, err := chain.Read(r, chain.Options{})
	if err != nil {
		b.Fatal(err)
	}
	for _, exercise := range []string{"auto", "european"} {
		b.Run(exercise, func(b *testing.B) {
			for b.Loop() {
				if _, err := Fit(f.Chains[0], Options{Exercise: exercise}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
