package gex

import (
	"bytes"
	"math"
	"slices"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/report"
	"gex/internal/sample"
	"gex/internal/vol"
)

// sampled is the book of a sample with quotes.
func sampled(t *testing.T) *Book {
	t.Helper()
	var text bytes.Buffer
	if err := sample.Write(&text, sample.Options{Seed: 5, Contracts: 900}); err != nil {
		t.Fatal(err)
	}
	f, err := chain.Read(&text, chain.Options{Name: "sample"})
	if err != nil {
		t.Fatal(err)
	}
	return bookFrom(t, f.Chains[0], vol.Options{}, Options{})
}

// TestSmilesAreThoseOfGreeks: a smile has the volatilities of gex greeks, strike by strike, between those of bid and ask, and at
// the forward that of gex expiries; so has the term structure.
func TestSmilesAreThoseOfGreeks(t *testing.T) {
	b := sampled(t)
	type contract struct {
		root, settlement string
		strike           report.Number
	}
	vols := map[contract]report.Number{}
	for _, c := range Contracts(b) {
		if c.Vol.OK() {
			vols[contract{c.Root, c.Settlement.String(), c.Strike}] = c.Vol
		}
	}
	atm := map[contract]report.Expiry{}
	for _, e := range BuildExpiries(b).Expiries {
		atm[contract{e.Root, e.Settlement.String(), 0}] = e
	}
	smiles := Smiles(b)
	if len(smiles) != mostSmiles || smiles[0].DTE > smiles[1].DTE || smiles[3].DTE < smileDays[2] {
		t.Fatalf("%d smiles", len(smiles))
	}
	quoted := 0
	for _, s := range smiles {
		if e := atm[contract{s.Root, s.Settlement.String(), 0}]; e.ATMVol != s.ATMVol || e.Forward != s.Forward || e.DTE != s.DTE {
			t.Errorf("%s %s: %v at %v, gex expiries has %v at %v", s.Root, s.Expiry, s.ATMVol, s.Forward, e.ATMVol, e.Forward)
		}
		for _, k := range s.Strikes {
			if v, known := vols[contract{s.Root, s.Settlement.String(), k.Strike}]; known && v != k.Vol {
				t.Errorf("%s %s %v: %v, gex greeks has %v", s.Root, s.Expiry, k.Strike, k.Vol, v)
			}
			if k.Bid.OK() && k.Ask.OK() {
				quoted++
				if !(k.Bid <= k.Vol*(1+1e-9) && k.Vol <= k.Ask*(1+1e-9)) {
					t.Errorf("%s %s %v: %v is not from %v to %v", s.Root, s.Expiry, k.Strike, k.Vol, k.Bid, k.Ask)
				}
			}
		}
	}
	if quoted < 50 {
		t.Errorf("%d strikes with bid and ask", quoted)
	}
	for _, p := range TermStructure(b) {
		if e := atm[contract{p.Root, p.Settlement.String(), 0}]; e.ATMVol != p.ATMVol || e.Years != p.Years {
			t.Errorf("%s %s: %v, gex expiries has %v", p.Root, p.Expiry, p.ATMVol, e.ATMVol)
		}
	}
}

// TestTermStructure: of 20% for 30 days and 25% for 90, 27.1570% lie between: √((0.0625·90 − 0.04·30)/60); an expiry three
// days after another has none, nor one up to which variance falls.
func TestTermStructure(t *testing.T) {
	var legs []leg
	for _, e := range []struct{ days, sigma float64 }{{30, 0.2}, {33, 0.21}, {90, 0.25}, {120, 0.1}} {
		legs = append(legs, leg{strike: 100, years: e.days / 365, sigma: e.sigma, oi: 10, dealer: 1})
	}
	b := makeBook(t, 100, 0, 0, legs, Options{})
	points := TermStructure(b)
	if len(points) != 4 {
		t.Fatalf("%d points", len(points))
	}
	near(t, "move", float64(points[0].Move), 100*0.2*math.Sqrt(30.0/365), 1e-9, 0)
	near(t, "between", float64(points[2].ForwardVol), 0.271569511, 1e-8, 0)
	near(t, "from", float64(points[2].ForwardYears), 30.0/365, 1e-9, 0)
	for _, i := range []int{0, 1, 3} {
		if points[i].ForwardVol.OK() {
			t.Errorf("expiry %d has %v", i, points[i].ForwardVol)
		}
	}
	if gap := points[2].Settlement.Sub(points[0].Settlement.Time); gap != 60*24*time.Hour {
		t.Errorf("%v apart", gap)
	}
}

// TestExposureCurves: at each of their spots the curves of a picture are those of gex profile, between them the exact sums, and their
// zeros are those of gex profile; in the last minutes the curve of VEX has the peaks between points of the ladder.
func TestExposureCurves(t *testing.T) {
	b := sampled(t)
	whole, c := BuildProfile(b).Profile, ExposureCurves(b, 1)
	at := map[report.Number]int{}
	for i, x := range whole.Spot {
		at[x] = i
	}
	between := 0
	dex, vex, cex := b.dexTo().at(), b.vexTo().at(), b.cexTo().at()
	for j, x := range c.Spot {
		i, known := at[x]
		if !known {
			between++
			near(t, "DEX between", float64(c.DEX[j]), dex(float64(x)), 1e-9, 0)
			near(t, "VEX between", float64(c.VEX[j]), vex(float64(x)), 1e-9, 0)
			near(t, "CEX between", float64(c.CEX[j]), cex(float64(x)), 1e-9, 0)
			continue
		}
		if c.DEX[j] != whole.DEX[i] || c.VEX[j] != whole.VEX[i] || c.CEX[j] != whole.CEX[i] {
			t.Fatalf("%v: %v %v %v", x, c.DEX[j], c.VEX[j], c.CEX[j])
		}
	}
	if n := len(c.Spot) - between; n < 150 || n > 220 {
		t.Errorf("%d of %d spots", n, len(whole.Spot))
	}
	minutes := handBook(t, []leg{{false, 100.55, 3 / (365.0 * 24 * 60), 0.12, 10, 1}}, Options{})
	coarse, fine := BuildProfile(minutes).Profile.VEX, ExposureCurves(minutes, 1).VEX
	if most := slices.Max(coarse); slices.Max(fine) < 1.2*most {
		t.Errorf("VEX is at most %v minutes before the close, and %v on the ladder", slices.Max(fine), most)
	}
	for _, z := range [][2][]report.Flip{{c.DEXZero, whole.DEXZero}, {c.VEXZero, whole.VEXZero}, {c.CEXZero, whole.CEXZero}} {
		if len(z[0]) != len(z[1]) {
			t.Errorf("zeros at %v and %v", z[0], z[1])
			continue
		}
		for i := range z[0] {
			near(t, "zero", float64(z[0][i].Spot), float64(z[1][i].Spot), 1e-8, 0)
		}
	}
}
