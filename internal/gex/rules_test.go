package gex

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/vol"
)

const (
	yearHours = 365 * 24
	aDay      = 1.0 / 365
	sumTol    = 1e-12 // what sums in another order may differ by, of gross
)

func hours(h float64) float64 { return h / yearHours }

// bookOn fits and signs a chain by its own volatilities and a flat carry of nothing.
func bookOn(t testing.TB, c *chain.Chain, o Options) *Book {
	t.Helper()
	b := bookFrom(t, c, vol.Options{IV: "file", Carry: "flat"}, o)
	return b
}

// TestBucketEnds: a bucket ends after 7, 30 and 90 calendar days.
func TestBucketEnds(t *testing.T) {
	trade := market.Date{Year: 2025, Month: 11, Day: 18}
	for _, c := range []struct {
		root string
		days int
		want string
	}{
		{"SPXW", 0, "0DTE"}, {"SPX", 0, "open"},
		{"SPXW", 1, "1DTE"}, {"SPX", 1, "1DTE"}, {"SPXW", 2, "2-7"},
		{"SPXW", 7, "2-7"}, {"SPXW", 8, "8-30"}, {"SPX", 7, "2-7"}, {"SPX", 8, "8-30"},
		{"SPXW", 30, "8-30"}, {"SPXW", 31, "31-90"}, {"SPXW", 90, "31-90"}, {"SPXW", 91, "91+"},
	} {
		root := market.LookupRoot(c.root)
		at := trade.AddDays(c.days).At(16, 0)
		if root.Settlement == market.AM {
			at = trade.AddDays(c.days).At(9, 30)
		}
		b, days := bucketOf(chain.Expiry{Root: root, Settlement: at}, trade)
		if b.String() != c.want || days != c.days {
			t.Errorf("%s in %d days: %s, %d days, want %s", c.root, c.days, b, days, c.want)
		}
	}
}

// TestCoinDays: for coins, which know no trading days, the next calendar day is 1DTE, from a trade date on any day.
func TestCoinDays(t *testing.T) {
	saturday := market.Date{Year: 2025, Month: 11, Day: 22}
	for _, c := range []struct {
		root  string
		trade market.Date
		days  int
		want  Bucket
	}{
		{"BTC", saturday, 0, ZeroDTE}, {"BTC", saturday, 1, OneDTE}, {"BTC", saturday, 2, Week},
		{"BTC", saturday.AddDays(-1), 3, Week}, {"SPY", saturday.AddDays(-1), 3, OneDTE},
	} {
		root := market.LookupRoot(c.root)
		if got, _ := bucketOf(expiryOf(root, c.trade.AddDays(c.days)), c.trade); got != c.want {
			t.Errorf("%s, %d days from %s: %s, want %s", c.root, c.days, c.trade, got, c.want)
		}
	}
}

// coinBook has options of a coin that settle at 08:00 UTC one, two and eight days after a Saturday.
func coinBook(t *testing.T) *Book {
	t.Helper()
	asOf := time.Date(2025, 11, 22, 20, 0, 0, 0, time.UTC).In(market.NewYork)
	var legs []leg
	for _, days := range []float64{1, 2, 8} {
		legs = append(legs, leg{false, 101, days * aDay, 0.6, 10, 1}, leg{true, 99, days * aDay, 0.6, 10, -1})
	}
	c := makeChain(100, legs)
	c.Underlying, c.AsOf = "BTC", asOf
	for x, days := range []int{1, 2, 8} {
		c.Expiries[x] = chain.Expiry{
			Root: market.LookupRoot("BTC"), Lo: c.Expiries[x].Lo, Hi: c.Expiries[x].Hi, Future: math.NaN(),
			Date: market.DateOf(asOf).AddDays(days), Settlement: time.Date(2025, 11, 22+days, 8, 0, 0, 0, time.UTC),
		}
	}
	return bookOn(t, c, Options{})
}

// TestCoinSettlement: the step of flows.close is the chain's next settlement, with the contracts that settle then.
func TestCoinSettlement(t *testing.T) {
	b := coinBook(t)
	r := Build(b)
	if r.TradeDate != "2025-11-22" {
		t.Errorf("trade date %s", r.TradeDate)
	}
	var buckets []string
	for _, x := range r.Buckets {
		buckets = append(buckets, x.Bucket)
	}
	if got := strings.Join(buckets, " "); got != "1DTE 2-7 8-30" {
		t.Errorf("buckets %s", got)
	}
	close := r.Flows.Close
	if close == nil || close.At.String() != "2025-11-23T08:00:00Z" {
		t.Fatalf("close %+v", close)
	}
	want := 0.0 // calls at 101 and puts at 99 expire worthless at 100: their delta, sold for calls and short puts alike
	for _, row := range Contracts(b) {
		if row.Expiry == "2025-11-23" {
			want += float64(row.Delta * row.DealerQty * row.Multiplier)
		}
	}
	near(t, "shares to the settlement", float64(close.Shares), want, 1e-12, 0)
	var labels []string
	for _, f := range r.Flows.Time {
		labels = append(labels, f.Label+" "+f.At.UTC().Format("Mon 15:04"))
	}
	if want := "+1 h Sat 21:00, +4 h Sun 00:00, settlement Sun 08:00, +1 day Mon 08:00, +2 days Tue 08:00, +5 days Fri 08:00"; strings.Join(labels, ", ") != want {
		t.Errorf("instants %v, want %s", labels, want)
	}
}

// TestHVL: the strike where net exposure cumulated from below is least; of equals the nearest to spot, then the lower.
func TestHVL(t *testing.T) {
	for _, c := range []struct {
		why  string
		spot float64
		net  []float64 // at 90, 95, 100, 105, 110
		want float64
	}{
		{"the least sum, not the least strike", 100, []float64{-4, -3, -2, 5, 1}, 100},
		{"of equals the nearest", 104, []float64{-5, 0, 0, 0, 5}, 105},
		{"as near: the lower", 102.5, []float64{-5, 0, 0, 0, 5}, 100},
		{"as near, not next to each other: the lower", 100, []float64{1, -6, 3, -3, 9}, 95},
		{"of equals the nearest, from above", 80, []float64{-5, 0, 0, 0, 5}, 90},
		{"never below nothing", 100, []float64{1, 1, 1, 1, 1}, 90},
	} {
		var list []strike
		for j, net := range c.net {
			list = append(list, strike{k: 90 + 5*float64(j), sums: sums{gex: [2]float64{net + 1, -1}, gross: math.Abs(net) + 2}})
		}
		if got := hvl(&Book{Spot: c.spot}, list); float64(got) != c.want {
			t.Errorf("%s: %v, want %g", c.why, got, c.want)
		}
	}
}

// wallLegs has most calls below spot and most puts above it. Gamma at 90 and at 110 is a fourth and a third of that at 100.
var wallLegs = []leg{
	{false, 90, 0.1, 0.2, 500, 1}, {true, 90, 0.1, 0.2, 10, -1},
	{false, 100, 0.1, 0.2, 50, 1}, {true, 100, 0.1, 0.2, 60, -1},
	{false, 110, 0.1, 0.2, 20, 1}, {true, 110, 0.1, 0.2, 400, -1},
}

func TestWallRules(t *testing.T) {
	for _, c := range []struct {
		wall, sign string
		call, put  float64
	}{
		{"", "naive", 90, 110},
		{"net", "naive", 90, 110},
		{"net", "-1,1", 110, 90},
		{"gross", "naive", 90, 110},
		{"gross", "short", 90, 110}, // gross has no sign
		{"gross", "-1,1", 90, 110},
		{"side", "naive", 100, 100}, // spot itself is on both sides
		{"side", "short", 100, 100},
	} {
		l := Build(makeBook(t, 100, 0, 0, wallLegs, Options{Wall: c.wall, Sign: c.sign})).Levels
		if float64(l.CallWall) != c.call || float64(l.PutWall) != c.put {
			t.Errorf(fault.Setting("wall")+" %s "+fault.Setting("sign")+" %s: %v and %v, want %g and %g", c.wall, c.sign, l.CallWall, l.PutWall, c.call, c.put)
		}
	}
	if l := Build(makeBook(t, 100.5, 0, 0, wallLegs, Options{Wall: "side", Sign: "naive"})).Levels; l.CallWall != 110 || l.PutWall != 100 {
		t.Errorf("100 is below 100.5: %v and %v", l.CallWall, l.PutWall)
	}
	if l := Build(makeBook(t, 99.5, 0, 0, wallLegs, Options{Wall: "side", Sign: "naive"})).Levels; l.CallWall != 100 || l.PutWall != 90 {
		t.Errorf("100 is above 99.5: %v and %v", l.CallWall, l.PutWall)
	}
}

// TestAbsGamma: the largest sum of |exposure| over contracts, though calls and puts cancel.
func TestAbsGamma(t *testing.T) {
	legs := []leg{
		{false, 95, 0.1, 0.2, 100, 1},
		{false, 100, 0.1, 0.2, 300, 1}, {true, 100, 0.1, 0.2, 300, -1},
		{true, 105, 0.1, 0.2, 100, -1},
	}
	if l := Build(makeBook(t, 100, 0, 0, legs, Options{})).Levels; l.AbsGamma != 100 || l.CallWall != 95 || l.PutWall != 105 {
		t.Errorf("%+v", l)
	}
}

// TestPctADV: what is traded, in dollars and either way, as percent of what is traded in a day.
func TestPctADV(t *testing.T) {
	d := &desk{Book: &Book{opt: Options{ADV: 1e6}, Spot: 100}, parts: []part{{bucket: OneDTE}}}
	for shares, want := range map[float64]float64{-200: 2.2, 200: 2.2, 0: 0} {
		f := d.flow(trade{parts: []float64{shares}}, 110)
		near(t, "pct_adv", float64(f.PctADV), want, 1e-14, 1e-300)
		near(t, "usd", float64(f.USD), shares*110, 1e-14, 1e-300)
	}
	d.opt.ADV = 0
	if f := d.flow(trade{parts: []float64{-200}}, 110); f.PctADV.OK() {
		t.Errorf("of nothing known: %v", f.PctADV)
	}
}

// TestMoveOfOnePercent: gex_1pct_move is half of S times the change of delta from 1% below to 1% above.
func TestMoveOfOnePercent(t *testing.T) {
	legs := []leg{
		{false, 100, hours(3), 0.2, 30, 1}, {true, 99.5, hours(3), 0.25, 40, -1},
		{false, 102, 0.05, 0.2, 70, 1}, {true, 95, 0.05, 0.3, 20, -1},
	}
	shares := func(spot float64, l leg) float64 { // of delta that dealers hold, without carry
		s := l.sigma * math.Sqrt(l.years)
		d1 := math.Log(spot/l.strike)/s + s/2
		delta := math.Erfc(-d1/math.Sqrt2) / 2
		if l.put {
			delta--
		}
		return delta * l.dealer * l.oi * 100
	}
	want := map[string]float64{}
	for _, l := range legs {
		move := 100 * (shares(101, l) - shares(99, l)) / 2
		bucket := "0DTE"
		if l.years > 0.01 {
			bucket = "8-30"
		}
		want[bucket] += move
		want["totals"] += move
	}
	r := Build(makeBook(t, 100, 0, 0, legs, Options{}))
	near(t, "totals", float64(r.Totals.GEX1PctMove), want["totals"], 1e-11, 1)
	for _, b := range r.Buckets {
		near(t, b.Bucket, float64(b.GEX1PctMove), want[b.Bucket], 1e-11, 1)
	}
	if today := r.Buckets[0]; math.Abs(float64(today.GEX1PctMove/today.GEX)) > 0.9 {
		t.Errorf("three hours before the end %v is no other number than %v", today.GEX1PctMove, today.GEX)
	}
}

// dayBook has contracts that settle at the open of the trade date, at its close, on the next day and later.
// As-of is after 17:00, so the trade date is the day after.
func dayBook(t testing.TB, o Options) *Book {
	t.Helper()
	var legs []leg
	for i, h := range []float64{22.5, 29, 53, 24*7 + 29, 24*30 + 29, 24*90 + 29, 24*91 + 29} {
		legs = append(legs, leg{false, 101, hours(h), 0.2, 10 + float64(i), 1}, leg{true, 98, hours(h), 0.3, 20 + 2*float64(i), -1},
			leg{true, 101, hours(h), 0.25, 5, -1})
	}
	c := makeChain(100, legs)
	c.AsOf = testAsOf.Add(7 * time.Hour)
	c.Expiries[0].Root = market.LookupRoot("SPX")
	for i := range c.Volume {
		if i%4 != 0 {
			c.Volume[i] = float64(100 * i)
		}
	}
	return bookOn(t, c, o)
}

// TestCharmOfToday: contracts settling on the trade date, at its open or later, have charm of their own, but no exposure by it: a
// column adds up to the totals.
func TestCharmOfToday(t *testing.T) {
	b := dayBook(t, Options{})
	r := Build(b)
	if r.TradeDate != "2025-11-19" || r.Buckets[0].Bucket != "open" || r.Buckets[1].Bucket != "0DTE" || r.Buckets[2].Bucket != "1DTE" {
		t.Fatalf("trade date %s, buckets %+v", r.TradeDate, r.Buckets)
	}
	want, strikes := 0.0, map[report.Number]float64{}
	for _, row := range Contracts(b) {
		later := row.Bucket != "open" && row.Bucket != "0DTE"
		if row.CEX == 0 || row.CEX.OK() != later || row.Charm == 0 || !row.Charm.OK() {
			t.Errorf("%s %v: cex %v, charm %v", row.Expiry, row.Strike, row.CEX, row.Charm)
		}
		if later {
			want += float64(row.CEX)
			strikes[row.Strike] += float64(row.CEX)
		}
	}
	near(t, "totals", float64(r.Totals.CEX), want, 1e-12, 1)
	for _, s := range r.Strikes {
		near(t, fmt.Sprint("strike ", s.Strike), float64(s.CEX), strikes[s.Strike], 1e-12, 1)
	}
	p := BuildProfile(b)
	near(t, "profile", float64(p.Profile.CEX[-b.newLadder().from]), want, 1e-9, 1)

	if only := Build(dayBook(t, Options{DTE: &[2]int{0, 0}})); only.Totals.CEX != 0 || only.Totals.GEX == 0 {
		t.Errorf("of today alone: cex %v", only.Totals.CEX)
	}
}

// TestSums: strikes, expiries, buckets and contracts add up to the totals in everything that they have.
func TestSums(t *testing.T) {
	b := dayBook(t, Options{Sign: "naive"})
	r := Build(b)
	rows := Contracts(b)
	n, tot := report.Number(0), r.Totals
	is := func(what string, got, want report.Number) {
		t.Helper()
		if want == 0 || !(math.Abs(float64(got-want)) <= sumTol*math.Max(float64(tot.GrossGEX), math.Abs(float64(want)))) {
			t.Errorf("%s add up to %v, want %v", what, got, want)
		}
	}
	of := func(right string, f func(report.Contract) report.Number) (sum report.Number) {
		for _, row := range rows {
			if x := f(row); (right == "" || row.Type == right) && x.OK() {
				sum += x
			}
		}
		return sum
	}
	oi := func(r report.Contract) report.Number { return r.OpenInterest }
	volume := func(r report.Contract) report.Number { return r.Volume }
	is("call_oi of contracts", of("call", oi), tot.CallOI)
	is("put_oi of contracts", of("put", oi), tot.PutOI)
	is("call_volume of contracts", of("call", volume), tot.CallVolume)
	is("put_volume of contracts", of("put", volume), tot.PutVolume)
	is("gex of contracts", of("", func(r report.Contract) report.Number { return r.GEX }), tot.GEX)
	is("dex of contracts", of("", func(r report.Contract) report.Number { return r.DEX }), tot.DEX)
	is("vex of contracts", of("", func(r report.Contract) report.Number { return r.VEX }), tot.VEX)
	is("cex of contracts", of("", func(r report.Contract) report.Number { return r.CEX }), tot.CEX)
	is("|gex| of contracts", of("", func(r report.Contract) report.Number { return report.Number(math.Abs(float64(r.GEX))) }), tot.GrossGEX)

	strikes := func(what string, f func(report.Strike) report.Number, want report.Number) {
		t.Helper()
		is(what+" of strikes", report.Number(sumOf(r.Strikes, f)), want)
	}
	strikes("call_oi", func(s report.Strike) report.Number { return s.CallOI }, tot.CallOI)
	strikes("put_oi", func(s report.Strike) report.Number { return s.PutOI }, tot.PutOI)
	strikes("call_volume", func(s report.Strike) report.Number { return s.CallVolume }, tot.CallVolume)
	strikes("put_volume", func(s report.Strike) report.Number { return s.PutVolume }, tot.PutVolume)
	strikes("call_gex", func(s report.Strike) report.Number { return s.CallGEX }, tot.CallGEX)
	strikes("put_gex", func(s report.Strike) report.Number { return s.PutGEX }, tot.PutGEX)
	strikes("dex", func(s report.Strike) report.Number { return s.DEX }, tot.DEX)
	strikes("vex", func(s report.Strike) report.Number { return s.VEX }, tot.VEX)
	strikes("cex", func(s report.Strike) report.Number { return s.CEX }, tot.CEX)

	for _, e := range r.Expiries {
		n += report.Number(e.Contracts)
	}
	is("contracts of expiries", n, report.Number(len(rows)))
	is("oi of expiries", report.Number(sumOf(r.Expiries, func(e report.Expiry) report.Number { return e.OpenInterest })), tot.CallOI+tot.PutOI)
	is("call_gex of expiries", report.Number(sumOf(r.Expiries, func(e report.Expiry) report.Number { return e.CallGEX })), tot.CallGEX)
	is("put_gex of expiries", report.Number(sumOf(r.Expiries, func(e report.Expiry) report.Number { return e.PutGEX })), tot.PutGEX)

	n = 0
	for _, x := range r.Buckets {
		n += report.Number(x.Contracts)
	}
	buckets := func(what string, f func(report.Bucket) report.Number, want report.Number) {
		t.Helper()
		is(what+" of buckets", report.Number(sumOf(r.Buckets, f)), want)
	}
	is("contracts of buckets", n, report.Number(len(rows)))
	buckets("oi", func(x report.Bucket) report.Number { return x.OpenInterest }, tot.CallOI+tot.PutOI)
	buckets("volume", func(x report.Bucket) report.Number { return x.Volume }, tot.CallVolume+tot.PutVolume)
	buckets("call_gex", func(x report.Bucket) report.Number { return x.CallGEX }, tot.CallGEX)
	buckets("put_gex", func(x report.Bucket) report.Number { return x.PutGEX }, tot.PutGEX)
	buckets("gex_1pct_move", func(x report.Bucket) report.Number { return x.GEX1PctMove }, tot.GEX1PctMove)
	buckets("share", func(x report.Bucket) report.Number { return x.Share }, 1)

	// 7 expiries with calls of 10 … 16, puts of 20 … 32 in steps of two and of 5.
	if tot.CallOI != 91 || tot.PutOI != 182+35 {
		t.Errorf("open interest %v and %v", tot.CallOI, tot.PutOI)
	}
}

// payout is what the contracts of strikes pay at a spot, in tenths of contracts, which add up exactly.
func payout(k, calls, puts []float64, spot float64) float64 {
	sum := 0.0
	for j := range k {
		sum += math.Round(10*calls[j])*math.Max(spot-k[j], 0) + math.Round(10*puts[j])*math.Max(k[j]-spot, 0)
	}
	return sum
}

// TestMaxPain: the strike where least is paid, of a flat stretch the nearest to spot, then the lower; also when the
// fractions of contracts held do not add up in binary.
func TestMaxPain(t *testing.T) {
	for _, c := range []struct {
		why            string
		spot           float64
		k, calls, puts []float64
		want           float64
	}{
		{"balance at a strike", 90, []float64{90, 100, 110}, []float64{1, 5, 0}, []float64{0, 5, 1}, 100},
		{"calls alone", 100, []float64{90, 100, 110}, []float64{3, 1, 1}, []float64{0, 0, 0}, 90},
		{"puts alone", 100, []float64{90, 100, 110}, []float64{0, 0, 0}, []float64{3, 1, 1}, 110},
		{"flat, spot above the middle", 101, []float64{95, 105}, []float64{2, 0}, []float64{0, 2}, 105},
		{"flat, spot in the middle", 100, []float64{95, 105}, []float64{2, 0}, []float64{0, 2}, 95},
		{"flat, spot at a strike within it", 101, []float64{95, 100, 105}, []float64{2, 0, 0}, []float64{0, 0, 2}, 100},
		{"flat, spot below it", 80, []float64{90, 95, 105, 110}, []float64{1, 1, 0, 0}, []float64{0, 0, 1, 1}, 95},
		{"flat, spot above it", 120, []float64{90, 95, 105, 110}, []float64{1, 1, 0, 0}, []float64{0, 0, 1, 1}, 105},
		{"0.1 + 0.2 of calls, 0.3 of puts", 104, []float64{90, 95, 105}, []float64{0.1, 0.2, 0}, []float64{0, 0, 0.3}, 105},
		{"0.1 + 0.2 of calls, 0.3 of puts", 96, []float64{90, 95, 105}, []float64{0.1, 0.2, 0}, []float64{0, 0, 0.3}, 95},
		{"0.3 of calls, 0.1 + 0.2 of puts", 96, []float64{95, 105, 110}, []float64{0.3, 0, 0}, []float64{0, 0.2, 0.1}, 95},
		{"0.3 of calls, 0.1 + 0.2 of puts", 104, []float64{95, 105, 110}, []float64{0.3, 0, 0}, []float64{0, 0.2, 0.1}, 105},
		{"0.4 of calls is more than 0.3 of puts", 104, []float64{90, 95, 105}, []float64{0.2, 0.2, 0}, []float64{0, 0, 0.3}, 95},
		{"0.2 of calls is less than 0.3 of puts", 96, []float64{90, 95, 105}, []float64{0.1, 0.1, 0}, []float64{0, 0, 0.3}, 105},
	} {
		var list []holding
		least := math.Inf(1)
		for j, k := range c.k {
			list = append(list, holding{k: k, count: [2]float64{c.calls[j], c.puts[j]}})
			least = min(least, payout(c.k, c.calls, c.puts, k))
		}
		got := float64((&Book{Spot: c.spot}).maxPain(list))
		if got != c.want || payout(c.k, c.calls, c.puts, got) != least {
			t.Errorf("%s, spot %g: %g, want %g", c.why, c.spot, got, c.want)
		}
	}
	if got := (&Book{Spot: 100}).maxPain([]holding{{k: 100}}); got.OK() {
		t.Errorf("nothing held: %v", got)
	}
}

// TestMaxPainHasNoSign: what is paid does not depend on who holds it: 8600 at 90, 9000 at 100, 10500 at 110, times 100.
func TestMaxPainHasNoSign(t *testing.T) {
	for _, sign := range []string{"naive", "short", "long", "column", "-1,1", "0.5,-2"} {
		r := Build(makeBook(t, 100, 0, 0, wallLegs, Options{Sign: sign}))
		if l := r.Levels; l.MaxPain != 90 || r.Expiries[0].MaxPain != 90 || string(l.MaxPainExpiry) != r.Expiries[0].Expiry {
			t.Errorf(fault.Setting("sign")+" %s: %v of %s", sign, l.MaxPain, l.MaxPainExpiry)
		}
	}
}

// spoiledChain has a contract for every reason to be left out, some with more than one.
func spoiledChain() *chain.Chain {
	nan := math.NaN()
	legs := []leg{
		{false, 100, -hours(1), nan, 1000, 1}, // settled an hour ago
		{false, 90, 0.1, 0.2, 1, 1}, {false, 91, 0.1, 0.2, 2, 1}, {false, 92, 0.1, nan, 4, 1}, {false, 93, 0.1, nan, 8, 1},
		{false, 94, 0.1, 0.2, 16, 1}, {false, 95, 0.1, nan, 32, 1}, {false, 96, 0.1, 0.2, 64, 1}, {true, 97, 0.1, 0.2, 128, -1},
		{false, 98, 0.1, 0.2, 256, 1},
	}
	c := makeChain(100, legs)
	c.Out[0] = chain.Expired
	c.Out[1] = chain.Duplicate
	c.Out[2], c.OpenInterest[2] = chain.Duplicate, nan
	c.Out[3] = chain.Adjusted
	c.OpenInterest[4] = nan // and no volatility
	c.OpenInterest[5] = nan
	c.Unread, c.UnreadOI = 3, 7
	for i := range c.Volume {
		c.Volume[i] = 10
	}
	c.Volume[5], c.Volume[7] = nan, nan
	return c
}

// TestCoverage: used and left out are all there is, in contracts and in open interest, by the first reason that fits
// and in the order of reasons.
func TestCoverage(t *testing.T) {
	for _, c := range []struct {
		weight string
		used   int
		usedOI report.Number
		left   string
	}{
		{"oi", 3, 64 + 128 + 256, "unreadable 3 7, duplicate 2 1, adjusted 1 4, expired 1 1000, no-open-interest 2 0, no-volatility 1 32"},
		{"volume", 2, 128 + 256, "unreadable 3 7, duplicate 2 1, adjusted 1 4, expired 1 1000, no-position 2 64, no-volatility 2 32"},
		{"oi+volume", 3, 64 + 128 + 256, "unreadable 3 7, duplicate 2 1, adjusted 1 4, expired 1 1000, no-open-interest 2 0, no-volatility 1 32"},
	} {
		cov := Build(bookOn(t, spoiledChain(), Options{Weight: c.weight})).Coverage
		var left []string
		contracts, oi := cov.Used, cov.OpenInterestUsed
		for _, l := range cov.LeftOut {
			left = append(left, fmt.Sprintf("%s %d %v", l.Reason, l.Contracts, l.OpenInterest))
			contracts, oi = contracts+l.Contracts, oi+l.OpenInterest
		}
		if got := strings.Join(left, ", "); got != c.left || cov.Used != c.used || cov.OpenInterestUsed != c.usedOI {
			t.Errorf(fault.Setting("weight")+" %s: %d used with %v, left out %s", c.weight, cov.Used, cov.OpenInterestUsed, got)
		}
		if contracts != 13 || cov.Contracts != 13 || oi != 1492 || cov.OpenInterest != 1492 {
			t.Errorf(fault.Setting("weight")+" %s: %d contracts with %v, accounted for %d with %v", c.weight, cov.Contracts, cov.OpenInterest, contracts, oi)
		}
	}
	// A reason of the reader's stays what it is, also beside one that the book finds.
	both := spoiledChain()
	both.Out[8] = chain.NoOpenInterest
	cov := Build(bookOn(t, both, Options{Weight: "volume"})).Coverage
	var order []string
	for _, l := range cov.LeftOut {
		order = append(order, l.Reason)
	}
	if got := strings.Join(order, " "); got != "unreadable duplicate adjusted expired no-open-interest no-position no-volatility" {
		t.Errorf("reasons %s", got)
	}
}

// TestDealerColumn: with sign column a missing position is the reason, not a missing open interest.
func TestDealerColumn(t *testing.T) {
	c := makeChain(100, []leg{{false, 95, 0.1, 0.2, 10, 1}, {false, 100, 0.1, 0.2, 20, -1}, {true, 105, 0.1, 0.2, 40, -1}})
	c.OpenInterest[1], c.DealerQty[2] = math.NaN(), math.NaN()
	cov := Build(bookOn(t, c, Options{Sign: "column"})).Coverage
	if cov.Used != 2 || len(cov.LeftOut) != 1 || cov.LeftOut[0].Reason != "no-position" || cov.LeftOut[0].OpenInterest != 40 {
		t.Errorf("%+v", cov)
	}
}

// TestExpiredStay: what has settled is in no bucket, so no --exclude takes it out of the account.
func TestExpiredStay(t *testing.T) {
	c := makeChain(100, []leg{
		{false, 100, -hours(1), 0.2, 1, 1}, {false, 100, hours(5), 0.2, 2, 1}, {true, 100, hours(5), 0.2, 4, 1}, {false, 100, 0.1, 0.2, 8, 1},
	})
	c.Out[0] = chain.Expired
	for _, x := range []struct {
		exclude  []string
		asked    int
		used     int
		interest report.Number
	}{{nil, 4, 3, 15}, {[]string{"0dte"}, 2, 1, 9}, {[]string{"0DTE", "8-30", "open"}, 2, 1, 9}, {[]string{"31-90"}, 3, 2, 7}} {
		r := Build(bookOn(t, c, Options{Exclude: x.exclude}))
		cov := r.Coverage
		if cov.Contracts != x.asked || cov.Used != x.used || cov.OpenInterest != x.interest ||
			len(cov.LeftOut) != 1 || cov.LeftOut[0] != (report.LeftOut{Reason: "expired", Contracts: 1, OpenInterest: 1}) {
			t.Errorf("without %v: %+v", x.exclude, cov)
		}
	}
}

// TestSignWeights: two weights are those of calls and of puts.
func TestSignWeights(t *testing.T) {
	long := Build(makeBook(t, 100, 0, 0, wallLegs, Options{Sign: "long"})).Totals
	for sign, w := range map[string][2]report.Number{
		"0.5,-2": {0.5, -2}, "-1,0.25": {-1, 0.25}, "0, 1": {0, 1}, "naive": {1, -1}, "short": {-1, -1}, "": {1, -1},
	} {
		c := makeChain(100, wallLegs)
		b := bookOn(t, c, Options{Sign: sign})
		got := Build(b).Totals
		near(t, sign+" calls", float64(got.CallGEX), float64(w[0]*long.CallGEX), 1e-14, 1e-300)
		near(t, sign+" puts", float64(got.PutGEX), float64(w[1]*long.PutGEX), 1e-14, 1e-300)
		for _, row := range Contracts(b) {
			want := w[0] * row.OpenInterest
			if row.Type == "put" {
				want = w[1] * row.OpenInterest
			}
			if row.DealerQty != want {
				t.Errorf("%s: dealers hold %v of %v %ss, want %v", sign, row.DealerQty, row.OpenInterest, row.Type, want)
			}
		}
	}
	c := makeChain(100, wallLegs)
	s, err := vol.Fit(c, vol.Options{IV: "file", Carry: "flat"})
	if err != nil {
		t.Fatal(err)
	}
	for _, sign := range []string{"1", "1,", "a,b", "1,-1,1", "NaN,1", "Inf,1", "-Inf,1", "1,-Inf", "Naive"} {
		if _, err := NewBook(c, s, Options{Sign: sign}); err == nil {
			t.Errorf("sign %q is taken", sign)
		}
	}
}

// TestWeights: what counts as position. A volume that is missing adds nothing; an open interest that is missing is not 0.
func TestWeights(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		weight     string
		oi, volume float64
		want       float64 // NaN: left out
		why        string
	}{
		{"oi", 10, 3, 10, ""}, {"", 10, nan, 10, ""}, {"oi", 0, 3, 0, ""}, {"oi", nan, 3, nan, "no-open-interest"},
		{"volume", 10, 3, 3, ""}, {"volume", nan, 3, 3, ""}, {"volume", 10, 0, 0, ""}, {"volume", 10, nan, nan, "no-position"},
		{"oi+volume", 10, 3, 13, ""}, {"oi+volume", 10, nan, 10, ""}, {"oi+volume", nan, 3, nan, "no-open-interest"},
	} {
		ch := makeChain(100, []leg{{false, 100, 0.1, 0.2, c.oi, 1}, {true, 95, 0.1, 0.2, 7, -1}})
		ch.Volume[0], ch.Volume[1] = 5, c.volume // the put at 95 comes first
		row := Contracts(bookOn(t, ch, Options{Weight: c.weight}))[1]
		if got := float64(row.DealerQty); got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) || string(row.LeftOut) != c.why {
			t.Errorf(fault.Setting("weight")+" %s of open interest %g, volume %g: %g, left out %q", c.weight, c.oi, c.volume, got, row.LeftOut)
		}
	}
}

// TestFilters: which contracts are asked for, by days from the trade date with both ends, by expiry date and by root.
func TestFilters(t *testing.T) {
	day := func(n int) market.Date { return market.Date{Year: 2025, Month: 11, Day: 18 + n} }
	c := makeChain(100, []leg{
		{false, 100, hours(5), 0.2, 1, 1}, {false, 100, hours(29), 0.2, 2, 1}, {false, 100, hours(5 + 7*24), 0.2, 4, 1},
		{false, 100, hours(5 + 8*24), 0.2, 8, 1}, {true, 100, hours(5 + 8*24), 0.2, 16, 1},
	})
	c.Expiries[1].Root = market.LookupRoot("SPXW")
	c.Out[4] = chain.Duplicate
	for _, x := range []struct {
		o    Options
		want float64 // open interest that was asked for
	}{
		{Options{}, 31},
		{Options{DTE: &[2]int{0, 0}}, 1}, {Options{DTE: &[2]int{0, 7}}, 7}, {Options{DTE: &[2]int{1, 8}}, 30}, {Options{DTE: &[2]int{8, 99}}, 24},
		{Options{Expiries: []market.Date{day(7)}}, 4}, {Options{Expiries: []market.Date{day(0), day(8), day(30)}}, 25},
		{Options{Roots: []string{"SPXW"}}, 2}, {Options{Roots: []string{"TEST"}}, 29}, {Options{Roots: []string{"SPXW", "TEST"}}, 31},
		{Options{Roots: []string{"TEST"}, DTE: &[2]int{0, 7}}, 5}, {Options{Roots: []string{"TEST"}, DTE: &[2]int{0, 7}, Exclude: []string{"0dte"}}, 4},
		{Options{Exclude: []string{"2-7", "1dte"}}, 25},
	} {
		r := Build(bookOn(t, c, x.o))
		cov := r.Coverage
		if float64(cov.OpenInterest) != x.want || float64(cov.OpenInterestUsed) != x.want-float64(int(x.want)&16) {
			t.Errorf("%s: asked for %v, used %v, want %g", r.Conventions.Filters, cov.OpenInterest, cov.OpenInterestUsed, x.want)
		}
		if oi := r.Totals.CallOI + r.Totals.PutOI; oi != cov.OpenInterestUsed {
			t.Errorf("%s: totals have %v, coverage %v", r.Conventions.Filters, oi, cov.OpenInterestUsed)
		}
	}
	for _, o := range []Options{{DTE: &[2]int{2, 6}}, {Roots: []string{"SPX"}}, {Expiries: []market.Date{day(2)}}, {Exclude: []string{"0dte", "1dte", "2-7", "8-30"}}} {
		s, err := vol.Fit(c, vol.Options{IV: "file", Carry: "flat"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := NewBook(c, s, o); err == nil {
			t.Errorf("%+v leaves something", o)
		}
	}
}

// TestAbsentIsNotZero: a column that the file does not have is absent in every sum, not 0.
func TestAbsentIsNotZero(t *testing.T) {
	for _, c := range []struct{ interest, volume bool }{{true, false}, {false, true}, {true, true}} {
		ch := makeChain(100, wallLegs)
		weight := "oi"
		for i := range ch.Strike {
			if c.volume {
				ch.Volume[i] = 0
			}
			if !c.interest {
				ch.OpenInterest[i], weight = math.NaN(), "volume"
			}
		}
		if c.volume {
			ch.Volume[0] = 3
		}
		ch.Out[5] = chain.Duplicate
		ch.Repaired[0] = chain.CellUnread
		r := Build(bookOn(t, ch, Options{Weight: weight}))
		interest := []report.Number{
			r.Totals.CallOI, r.Totals.PutOI, r.Coverage.OpenInterest, r.Coverage.OpenInterestUsed, r.Coverage.LeftOut[0].OpenInterest,
			r.Coverage.Repaired[0].OpenInterest, r.Buckets[0].OpenInterest, r.Expiries[0].OpenInterest, r.Strikes[0].CallOI, r.Strikes[0].PutOI,
		}
		volume := []report.Number{r.Totals.CallVolume, r.Totals.PutVolume, r.Buckets[0].Volume, r.Strikes[0].CallVolume, r.Strikes[0].PutVolume}
		there := func(n report.Number) bool { return n.OK() }
		if slices.ContainsFunc(interest, there) != c.interest || c.interest && !allOf(interest, there) {
			t.Errorf("open interest in the file %v: %v", c.interest, interest)
		}
		if slices.ContainsFunc(volume, there) != c.volume || c.volume && !allOf(volume, there) {
			t.Errorf("volumes in the file %v: %v", c.volume, volume)
		}
	}
}

func allOf[T any](list []T, is func(T) bool) bool {
	return !slices.ContainsFunc(list, func(x T) bool { return !is(x) })
}
