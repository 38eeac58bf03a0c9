package inventory

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gex/internal/sample"
)

// sampled is a file of a sample.
func sampled(t *testing.T, o sample.OpenClose, layout string, reading Options) *File {
	t.Helper()
	o.Layout = layout
	var text bytes.Buffer
	if err := sample.WriteOpenClose(&text, o); err != nil {
		t.Fatal(err)
	}
	return file(t, layout+".csv", text.String(), reading)
}

// held are the positions of a book by series.
func held(t *testing.T, l *Ledger) map[Series]Position {
	t.Helper()
	b, err := l.Carry(Carrying{Underlying: "SPX"})
	if err != nil {
		t.Fatal(err)
	}
	out := map[Series]Position{}
	for _, p := range b.Positions {
		out[p.Series] = p
	}
	return out
}

func seriesOf(h sample.Holding) Series {
	kind := byte('C')
	if h.Put {
		kind = 'P'
	}
	return Series{"SPX", h.Root, h.Expiration, h.Strike, kind}
}

// TestFromListing: with files from the listing of every series on, the book is what market makers hold, whole days and either kind of
// intervals, in every draw.
func TestFromListing(t *testing.T) {
	for seed := range uint64(10) {
		o := sample.OpenClose{Options: sample.Options{Seed: seed + 1, Contracts: 400}, Days: 6}
		truth, err := o.Holdings()
		if err != nil {
			t.Fatal(err)
		}
		days := after(t, &Ledger{}, sampled(t, o, "eod", Options{}))
		for layout, book := range map[string]map[Series]Position{
			"eod": held(t, days), "interval": held(t, after(t, days, sampled(t, o, "interval", Options{}))), "increments": held(t, after(t, days, sampled(t, o, "increments", Options{}))),
		} {
			last := days.Days[len(days.Days)-1].Date
			compared := 0
			for _, h := range truth {
				want := h.Contracts
				if layout == "eod" {
					want = h.ByDay[len(h.ByDay)-1]
				}
				p := book[seriesOf(h)]
				if !last.Before(h.Expiration) {
					continue // it has settled
				}
				compared++
				complete := p.Unknown == 0 || math.IsNaN(p.Unknown) && last.Before(p.First) // intervals have no open interest
				if p.Qty != float64(want) || !complete {
					t.Fatalf("seed %d, %s: %+v, and the truth is %d", seed, layout, p, want)
				}
			}
			if compared < 300 || len(book) < 100 {
				t.Fatalf("%d series compared, %d in the book", compared, len(book))
			}
		}
	}
}

// TestStartedLate: without the first days, what market makers hold lies within the position and what is unknown, in every draw.
func TestStartedLate(t *testing.T) {
	late, wide := 0, 0
	for seed := range uint64(12) {
		o := sample.OpenClose{Options: sample.Options{Seed: 100 + seed, Contracts: 300}, Days: 8}
		truth, err := o.Holdings()
		if err != nil {
			t.Fatal(err)
		}
		all := sampled(t, o, "eod", Options{})
		for skip := 1; skip < len(all.Days); skip++ {
			book := held(t, after(t, &Ledger{}, &File{SHA256: "x", Days: all.Days[skip:]}))
			for _, h := range truth {
				p, ok := book[seriesOf(h)]
				if !ok {
					continue
				}
				if z := float64(h.ByDay[len(h.ByDay)-1]); z < p.Qty-p.Unknown || z > p.Qty+p.Unknown {
					t.Fatalf("seed %d without %d days: %+v, and the truth is %v", seed, skip, p, z)
				} else if z != p.Qty {
					wide++
				}
				late++
			}
		}
	}
	if late < 1000 || wide < late/10 {
		t.Errorf("%d positions, of which %d are not exact: nothing is shown", late, wide)
	}
}

// TestUnbiased: of trades whose sides are right with a known probability, the estimate is within three standard errors of what dealers
// hold in 99% of all draws, and right on average.
func TestUnbiased(t *testing.T) {
	const draws, trades, accuracy = 1000, 60, 0.8
	inside, sum, squares := 0, 0.0, 0.0
	for seed := range uint64(draws) {
		r := rand.New(rand.NewPCG(seed, 77))
		var text strings.Builder
		text.WriteString("time,root,expiration,strike,type,size,side\n")
		truth := 0.0
		for i := range trades {
			size, buys := 1+r.IntN(100), r.IntN(2) == 0
			if buys {
				truth -= float64(size)
			} else {
				truth += float64(size)
			}
			if r.Float64() > accuracy {
				buys = !buys
			}
			side := "sell"
			if buys {
				side = "buy"
			}
			fmt.Fprintf(&text, "2025-11-20 10:%02d:00,SPXW,2025-11-21,6700,C,%d,%s\n", i%60, size, side)
		}
		b, err := after(t, &Ledger{}, file(t, "t.csv", text.String(), Options{})).Carry(Carrying{Underlying: "SPX", Accuracy: accuracy})
		if err != nil {
			t.Fatal(err)
		}
		p := b.Positions[0]
		off := (p.Qty - truth) / p.SE
		if sum, squares = sum+off, squares+off*off; math.Abs(off) <= 3 {
			inside++
		}
	}
	mean, sd := sum/draws, math.Sqrt(squares/draws)
	if inside < 0.99*draws || math.Abs(mean) > 4*sd/math.Sqrt(draws) || sd < 0.9 || sd > 1.1 {
		t.Errorf("%d of %d within three standard errors, mean %v, deviation %v", inside, draws, mean, sd)
	}
}
