package gex

import (
	"encoding/json"
	"math"
	"testing"

	"pgregory.net/rapid"

	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/series"
	_ "gex/internal/soaktest"
	"gex/internal/vol"
)

var testRate = 0.04

// randomLegs draws a book around 100 with a few expiries, some within the day.
func randomLegs(t *rapid.T) []leg {
	years := []float64{1800. / 31536000, 0.002, 0.02, 0.2, 1.5}
	n := rapid.IntRange(1, 60).Draw(t, "contracts")
	seen := map[leg]bool{}
	var legs []leg
	for range n {
		l := leg{
			put:    rapid.Bool().Draw(t, "put"),
			strike: float64(rapid.IntRange(60, 150).Draw(t, "strike")),
			years:  rapid.SampledFrom(years).Draw(t, "years"),
		}
		if seen[l] {
			continue
		}
		seen[l] = true
		l.sigma = rapid.Float64Range(0.03, 1.2).Draw(t, "sigma")
		l.oi = float64(rapid.IntRange(0, 5000).Draw(t, "oi"))
		l.dealer = rapid.SampledFrom([]float64{1, -1}).Draw(t, "dealer")
		legs = append(legs, l)
	}
	return legs
}

func bookOf(t *rapid.T, legs []leg, spot float64, o Options) *Book {
	c := makeChain(spot, legs)
	s, err := vol.Fit(c, vol.Options{IV: "file", Carry: "flat", Rate: series.Constant(testRate), Yield: 0.013})
	if err != nil {
		t.Fatal(err)
	}
	b, err := NewBook(c, s, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func sumOf[T any](list []T, f func(T) report.Number) float64 {
	x := 0.0
	for _, e := range list {
		x += float64(f(e))
	}
	return x
}

// TestIdentities: sums by strike, by expiry and by bucket, the profile at spot and the totals are the same number.
func TestIdentities(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		unit := rapid.SampledFrom(Units).Draw(t, "unit")
		b := bookOf(t, randomLegs(t), 100, Options{Sign: "column", Unit: unit})
		r := Build(b)
		gross := float64(r.Totals.GrossGEX)
		same := func(what string, got, want, scale float64) {
			if !(math.Abs(got-want) <= 1e-12*scale+1e-120) { // the factors of the ladder underflow before the product does
				t.Fatalf("%s: %.17g and %.17g differ beyond 1e-12 of %g", what, got, want, scale)
			}
		}
		total := float64(r.Totals.GEX)
		same("strikes", sumOf(r.Strikes, func(s report.Strike) report.Number { return s.GEX }), total, gross)
		same("expiries", sumOf(r.Expiries, func(e report.Expiry) report.Number { return e.GEX }), total, gross)
		same("buckets", sumOf(r.Buckets, func(b report.Bucket) report.Number { return b.GEX }), total, gross)
		same("gross of buckets", sumOf(r.Buckets, func(b report.Bucket) report.Number { return b.GrossGEX }), gross, gross)
		same("calls and puts", float64(r.Totals.CallGEX+r.Totals.PutGEX), total, gross)
		zero := -b.newLadder().from
		same("profile at spot", float64(r.Profile.GEX[zero]), total, gross)
		if r.Profile.Spot[zero] != r.Spot {
			t.Fatalf("the ladder's middle is %v, spot %v", r.Profile.Spot[zero], r.Spot)
		}
		for i, f := range r.Flows.Spot {
			if f.MovePct == 0 && (f.Shares != 0 || f.Side != report.Still) {
				t.Fatalf("flow %d at 0%% is %v", i, f)
			}
		}
		if r.Coverage.Contracts != r.Coverage.Used+sumInt(r.Coverage.LeftOut) {
			t.Fatalf("coverage does not add up: %+v", r.Coverage)
		}
	})
}

func sumInt(list []report.LeftOut) int {
	n := 0
	for _, l := range list {
		n += l.Contracts
	}
	return n
}

// TestSignAndSizeScale: twice the open interest is twice the exposure, the other sign the negative, and for naive one
// call and one put alike cancel.
func TestSignAndSizeScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		legs := randomLegs(t)
		twice := make([]leg, len(legs))
		for i, l := range legs {
			l.oi *= 2
			twice[i] = l
		}
		one := Build(bookOf(t, legs, 100, Options{Sign: "long"})).Totals
		two := Build(bookOf(t, twice, 100, Options{Sign: "long"})).Totals
		neg := Build(bookOf(t, legs, 100, Options{Sign: "short"})).Totals
		for _, x := range [][3]report.Number{{one.GEX, two.GEX, neg.GEX}, {one.DEX, two.DEX, neg.DEX}, {one.VEX, two.VEX, neg.VEX}, {one.CEX, two.CEX, neg.CEX}} {
			if x[1] != 2*x[0] || x[2] != -x[0] {
				t.Fatalf("one %v, doubled %v, negated %v", x[0], x[1], x[2])
			}
		}
		both := append([]leg{}, legs...)
		for _, l := range legs {
			l.put = !l.put
			both = append(both, l)
		}
		if g := Build(bookOf(t, unique(both), 100, Options{Sign: "naive"})).Totals; math.Abs(float64(g.GEX)) > 1e-12*float64(g.GrossGEX) {
			t.Fatalf("mirrored book has %v", g.GEX)
		}
	})
}

// unique keeps the first of legs that differ only in size, so that every strike has one call and one put alike.
func unique(legs []leg) []leg {
	first := map[[2]float64]leg{}
	seen := map[leg]bool{}
	var out []leg
	for _, l := range legs {
		key := [2]float64{l.strike, l.years}
		if _, ok := first[key]; !ok {
			first[key] = l
		}
		like := first[key]
		like.put = l.put
		if !seen[like] {
			seen[like] = true
			out = append(out, like)
		}
	}
	return out
}

// TestExposuresAreDerivatives: GEX, VEX and CEX are the derivatives of the delta that DEX holds, on the same book.
func TestExposuresAreDerivatives(t *testing.T) {
	legs := []leg{
		{true, 92, 0.05, 0.30, 900, -1}, {true, 98, 0.05, 0.25, 1400, -1}, {false, 103, 0.05, 0.2, 700, 1},
		{true, 90, 0.4, 0.28, 500, -1}, {false, 110, 0.4, 0.19, 1500, 1},
	}
	delta := func(spot, sigma, days float64) float64 {
		moved := make([]leg, len(legs))
		for i, l := range legs {
			l.sigma += sigma
			l.years -= days / 365
			moved[i] = l
		}
		r := Build(makeBook(t, spot, 0.04, 0.013, moved, Options{}))
		return float64(r.Totals.DEX) / spot
	}
	r := Build(makeBook(t, 100, 0.04, 0.013, legs, Options{}))
	const h, v, d = 0.01, 0.0005, 0.01 // dollars, volatility, days
	near(t, "gex", float64(r.Totals.GEX), (delta(100+h, 0, 0)-delta(100-h, 0, 0))/(2*h)*100*100*0.01, 1e-6, 0)
	near(t, "vex", float64(r.Totals.VEX), (delta(100, v, 0)-delta(100, -v, 0))/(2*v)*100*0.01, 1e-5, 0)
	near(t, "cex", float64(r.Totals.CEX), (delta(100, 0, d)-delta(100, 0, -d))/(2*d)*100, 1e-5, 0)
}

// TestLongGammaSellsRallies: every contract held long, dealers sell when spot rises and buy when it falls.
func TestLongGammaSellsRallies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Build(bookOf(t, randomLegs(t), 100, Options{Sign: "long"}))
		for _, f := range r.Flows.Spot {
			if float64(f.MovePct)*float64(f.Shares) > 0 {
				t.Fatalf("long gamma trades with the move: %+v", f)
			}
		}
	})
}

// TestFlipsAreSignChanges: gamma changes sign at every flip, negligible or not, and nowhere on a ladder ten times finer
// without one; those that count alternate.
func TestFlipsAreSignChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := bookOf(t, randomLegs(t), 100, Options{Sign: "column"})
		r := Build(b)
		largest := 0.0
		for _, g := range r.Profile.GEX {
			largest = max(largest, math.Abs(float64(g)))
		}
		var xs []float64
		for j := -2231; j <= 1823; j++ {
			xs = append(xs, 100*math.Exp(float64(j)/10000))
		}
		gs := b.gexAt(b.batch, xs)
		for i, f := range r.Levels.Flips {
			if i > 0 && f.Direction == r.Levels.Flips[i-1].Direction || f.Negligible {
				t.Fatalf("flips that count are %v", r.Levels.Flips)
			}
		}
		for _, f := range r.AllFlips() {
			x := float64(f.Spot)
			g := b.gexAt(b.batch, []float64{x * (1 - 1e-9), x * (1 + 1e-9)})
			if !(g[0] <= 0 && g[1] >= 0 || g[0] >= 0 && g[1] <= 0) {
				t.Fatalf("no change of sign at %v: %g, %g", f.Spot, g[0], g[1])
			}
		}
		changes, last := 0, 0.0
		for _, g := range gs {
			if math.Abs(g) <= 1e-5*largest {
				continue
			}
			if last != 0 && (last < 0) != (g < 0) {
				changes++
			}
			last = g
		}
		if changes > len(r.AllFlips()) {
			t.Fatalf("%d sign changes on a fine ladder, %d flips: %v", changes, len(r.AllFlips()), r.AllFlips())
		}
	})
}

// TestRowOrderDoesNotMatter: shuffled legs give the same report to the last bit.
func TestRowOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		legs := randomLegs(t)
		a := Build(bookOf(t, legs, 100, Options{Sign: "column"}))
		b := Build(bookOf(t, rapid.Permutation(legs).Draw(t, "order"), 100, Options{Sign: "column"}))
		for what, pair := range map[string][2]any{
			"totals": {a.Totals, b.Totals}, "levels": {a.Levels, b.Levels}, "strikes": {a.Strikes, b.Strikes},
			"profile": {a.Profile, b.Profile}, "flows": {a.Flows.Spot, b.Flows.Spot},
		} {
			if one, two := asJSON(pair[0]), asJSON(pair[1]); one != two {
				t.Fatalf("%s\n%s\n%s", what, one, two)
			}
		}
	})
}

func asJSON(x any) string {
	b, err := json.Marshal(x)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// TestBuckets places expiries by trade date, not by hours.
func TestBuckets(t *testing.T) {
	trade := market.Date{Year: 2025, Month: 11, Day: 20} // Thursday
	for _, c := range []struct {
		root string
		date market.Date
		want Bucket
	}{
		{"SPXW", market.Date{Year: 2025, Month: 11, Day: 20}, ZeroDTE},
		{"SPX", market.Date{Year: 2025, Month: 11, Day: 20}, AtOpen},
		{"SPX", market.Date{Year: 2025, Month: 11, Day: 21}, OneDTE},
		{"SPXW", market.Date{Year: 2025, Month: 11, Day: 24}, Week},
		{"SPXW", market.Date{Year: 2025, Month: 11, Day: 28}, Month},
		{"SPXW", market.Date{Year: 2025, Month: 12, Day: 31}, Quarter},
		{"SPX", market.Date{Year: 2026, Month: 3, Day: 20}, Beyond},
	} {
		root := market.LookupRoot(c.root)
		got, _ := bucketOf(expiryOf(root, c.date), trade)
		if got != c.want {
			t.Errorf("%s %s: %s, want %s", c.root, c.date, got, c.want)
		}
	}
	friday := market.Date{Year: 2025, Month: 11, Day: 21}
	if got, days := bucketOf(expiryOf(market.LookupRoot("SPY"), market.Date{Year: 2025, Month: 11, Day: 24}), friday); got != OneDTE || days != 3 {
		t.Errorf("Monday from Friday: %s, %d days", got, days)
	}
}
