package american

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"testing"
)

// TestBits pins the bits of results over a grid of terms made by exact arithmetic alone: they must be the same on every
// machine. After a change made on purpose the numbers here follow.
func TestBits(t *testing.T) {
	boundary, dividends, tabled, drafts := fnv.New64a(), fnv.New64a(), fnv.New64a(), fnv.New64a()
	for i := range 48 {
		terms := Terms{Put: i%2 == 0, Years: float64(1+i*i) / 1024, Rate: float64(i%7) / 128, Yield: float64(i%5) / 64}
		sum := boundary
		if i%3 == 2 {
			sum = dividends
			terms.Yield = 0
			terms.Dividends = []Dividend{{terms.Years / 4, 1.0 / 128}, {terms.Years / 2, 1.0 / 64}}
		}
		p := premiums(t, terms, 0.125, 0.375)
		for j := range 40 {
			vol, strike := 0.125+float64(j%9)/32, 80+float64(j)
			v := p.Value(100, strike, vol)
			for _, x := range []float64{v.Price, v.Premium, v.Delta, v.Gamma, v.Vega, v.Theta} {
				binary.Write(sum, binary.LittleEndian, math.Float64bits(x))
			}
		}
		p.Tabulate()
		for j := range 40 {
			binary.Write(tabled, binary.LittleEndian, math.Float64bits(p.Premium(100, 80+float64(j), 0.125+float64(j%9)/32)))
		}
	}
	for i := range 12 {
		draft, err := Solve(Terms{Put: i%2 == 0, Years: float64(1+i*i) / 128, Rate: 1.0 / 32, Yield: float64(i%5) / 128}, 0.125, 0.375, Draft+Effort(i%2), nil)
		if err != nil {
			t.Fatal(err)
		}
		for j := range 40 {
			binary.Write(drafts, binary.LittleEndian, math.Float64bits(draft.Premium(100, 80+float64(j), 0.125+float64(j%9)/32)))
		}
	}
	if got, want := boundary.Sum64(), uint64(0xf8cfd54286ba4048); got != want {
		t.Errorf("boundary: %#x, want %#x", got, want)
	}
	if got, want := dividends.Sum64(), uint64(0xa5480342c2a0b959); got != want {
		t.Errorf("dividends: %#x, want %#x", got, want)
	}
	if got, want := tabled.Sum64(), uint64(0x6ea10e399237427b); got != want {
		t.Errorf("by tables: %#x, want %#x", got, want)
	}
	if got, want := drafts.Sum64(), uint64(0x5344d62f02e5da7f); got != want {
		t.Errorf("drafts: %#x, want %#x", got, want)
	}
}
