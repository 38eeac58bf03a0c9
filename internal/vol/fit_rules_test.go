package vol

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/bs"
	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/market"
	"gex/internal/series"
)

// cell is one record of a hand-made chain; fields that are 0 are absent.
type cell struct {
	strike    float64
	put       bool
	bid, ask  float64
	iv, delta float64
}

// listing is one expiry of it.
type listing struct {
	root  string
	at    time.Time
	cells []cell
}

// chainOf makes a chain of listings, which come by settlement and root with cells by strike, calls first.
func chainOf(underlying string, spot float64, asOf time.Time, listings ...listing) *chain.Chain {
	c := &chain.Chain{Underlying: underlying, Spot: spot, AsOf: asOf}
	known := func(x float64) float64 {
		if x == 0 {
			return math.NaN()
		}
		return x
	}
	for _, l := range listings {
		lo := c.Len()
		for _, x := range l.cells {
			right := chain.Call
			if x.put {
				right = chain.Put
			}
			c.Strike, c.Right = append(c.Strike, x.strike), append(c.Right, right)
			c.Bid, c.Ask = append(c.Bid, known(x.bid)), append(c.Ask, known(x.ask))
			c.IV, c.Delta = append(c.IV, known(x.iv)), append(c.Delta, known(x.delta))
			c.Out = append(c.Out, chain.Live)
		}
		c.Expiries = append(c.Expiries, chain.Expiry{
			Root: market.LookupRoot(l.root), Date: market.DateOf(l.at), Settlement: l.at, Lo: lo, Hi: c.Len(), Future: math.NaN(),
		})
	}
	return c
}

// worth is the price of an option on a forward without interest.
func worth(forward, strike, sigma, years float64, put bool) float64 {
	o := bs.Option{Right: bs.Call, Spot: forward, Strike: strike, Years: years, Vol: sigma}
	if put {
		o.Right = bs.Put
	}
	return o.Price()
}

// fair lists both sides of strikes at exact prices, with volatilities of the file that are theirs times factor, 0: none.
func fair(root string, quoted, at time.Time, forward, sigma, factor float64, strikes ...float64) listing {
	l := listing{root: root, at: at}
	for _, k := range strikes {
		for _, put := range []bool{false, true} {
			p := worth(forward, k, sigma, market.Years(quoted, at), put)
			l.cells = append(l.cells, cell{strike: k, put: put, bid: p, ask: p, iv: sigma * factor})
		}
	}
	return l
}

func fitted(t *testing.T, c *chain.Chain, o Options) *Surface {
	if o.Exercise == "" {
		o.Exercise = "european" // as the quotes of these tests are; american_test.go has the others
	}
	t.Helper()
	s, err := Fit(c, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func warns(s *Surface, code string) bool {
	return slices.ContainsFunc(s.Warnings, func(w chain.Warning) bool { return w.Code == code })
}

// free is a fit at a rate of nothing, so that forwards do not grow.
func free(o Options) Options { o.Rate = series.Constant(0); return o }

var six = []float64{94, 96, 98, 100, 102, 104}

// thinListing is an expiry with a quote of the out-of-the-money leg at `solved` strikes from 60 up, and at others less.
func thinListing(solved int) listing {
	at := tuesday.Add(days(30))
	years := market.Years(tuesday, at)
	quote := func(k, sigma float64, put bool) cell {
		p := worth(100, k, sigma, years, put)
		return cell{strike: k, put: put, bid: p, ask: p}
	}
	l := listing{root: "TEST", at: at}
	for j := range solved {
		l.cells = append(l.cells, quote(80+float64(j), 0.3, true))
	}
	other := quote(95, 0.25, false) // in the money; the put has a volatility alone
	l.cells = append(l.cells,
		other, cell{strike: 95, put: true, iv: 0.99},
		cell{strike: 96, iv: 0.66}, cell{strike: 96, put: true, iv: 0.26},
		cell{strike: 97, iv: 0.27}, cell{strike: 97, put: true},
		cell{strike: 100, iv: 0.21}, cell{strike: 100, put: true, iv: 0.77}, // at the forward: the call
		cell{strike: 105, iv: 0.02}, cell{strike: 105, put: true, iv: 0.22},
		cell{strike: 110, iv: 5}, cell{strike: 110, put: true, iv: 0.23},
		cell{strike: 111, iv: 0.0201}, cell{strike: 111, put: true, iv: 0.5},
		cell{strike: 112, iv: 4.99}, cell{strike: 112, put: true, iv: 0.5},
		cell{strike: 120}, cell{strike: 120, put: true},
	)
	return l
}

// TestThinExpiry: with fewer than five strikes solved from their out-of-the-money leg, or more but far from the money, open
// strikes take the other leg, then the file's volatility of the one, then of the other; --iv quote takes none of the file's.
func TestThinExpiry(t *testing.T) {
	type found struct {
		source Source
		vol    float64 // 0: not looked at
	}
	filed := map[float64]found{
		80: {FromQuote, 0.3}, 95: {FromOtherLeg, 0.25}, 96: {FromFile, 0.26}, 97: {FromFile, 0.27}, 100: {FromFile, 0.21},
		105: {FromFile, 0.22}, 110: {FromFile, 0.23}, 111: {FromFile, 0.0201}, 112: {FromFile, 4.99}, 120: {Interpolated, 4.99},
	}
	quoted := map[float64]found{
		80: {FromQuote, 0.3}, 95: {FromOtherLeg, 0.25}, 96: {Interpolated, 0.25}, 100: {Interpolated, 0.25}, 112: {Interpolated, 0.25}, 120: {Interpolated, 0.25},
	}
	for _, c := range []struct {
		iv     string
		solved int
		want   map[float64]found
	}{
		{"auto", 1, filed}, {"", 4, filed}, {"auto", 5, filed}, {"auto", 7, filed}, {"quote", 1, quoted}, {"quote", 4, quoted}, {"quote", 7, quoted},
	} {
		ch := chainOf("TEST", 100, tuesday, thinListing(c.solved))
		s := fitted(t, ch, Options{IV: c.iv, Carry: "flat"})
		for i, k := range ch.Strike {
			want, ok := c.want[k]
			if ok && (s.Source[i] != want.source || math.Abs(s.Vol[i]/want.vol-1) > 1e-9) {
				t.Errorf(fault.Setting("iv")+" %s, %d solved, %g %s: %g from %s, want %g from %s", c.iv, c.solved, k, ch.Right[i], s.Vol[i], s.Source[i], want.vol, want.source)
			}
		}
	}
}

// TestNothingSolved: an expiry without a single quote has the file's volatilities or none.
func TestNothingSolved(t *testing.T) {
	l := listing{root: "TEST", at: tuesday.Add(days(30)), cells: []cell{{strike: 100, iv: 0.2}, {strike: 100, put: true, iv: 0.3}, {strike: 101}}}
	ch := chainOf("TEST", 100, tuesday, l)
	s := fitted(t, ch, Options{IV: "quote", Carry: "flat"})
	for i := range ch.Strike {
		if s.Source[i] != None || !math.IsNaN(s.Vol[i]) {
			t.Errorf(fault.Setting("iv")+" quote: %g from %s", s.Vol[i], s.Source[i])
		}
	}
	s = fitted(t, ch, Options{Carry: "flat"})
	for i, want := range []Source{FromFile, FromFile, Interpolated} {
		if s.Source[i] != want || math.Abs(s.Vol[i]-0.2) > 1e-12 {
			t.Errorf(fault.Setting("iv")+" auto: %g from %s", s.Vol[i], s.Source[i])
		}
	}
	s = fitted(t, ch, Options{IV: "file", Carry: "flat"})
	if s.Vol[0] != 0.2 || s.Vol[1] != 0.3 || s.Source[2] != None {
		t.Errorf(fault.Setting("iv")+" file: %v from %v", s.Vol, s.Source)
	}
}

// TestAgeingOverAWeekend: total variance of Friday's quotes, solved on calendar time, runs off on weighted seconds.
func TestAgeingOverAWeekend(t *testing.T) {
	friday := market.Date{Year: 2025, Month: 11, Day: 14}
	sunday, monday := friday.AddDays(2).At(12, 0), friday.AddDays(3).At(16, 0)
	l := fair("TEST", friday.At(16, 0), monday, 100, 0.2, 0, six...)
	for _, c := range []struct {
		why  string
		o    Options
		age  float64
		left float64 // years to settlement at as-of
	}{
		// From 16:00 on Friday: 8 hours at 0.12, none on Saturday and Sunday, 9.5 hours at 0.12, 6.5 hours of session.
		{"trading", Options{}, (9.5*0.12 + 6.5) / (8*0.12 + 9.5*0.12 + 6.5), 28. / 8760},
		{"calendar", Options{Clock: market.Calendar}, 28. / 72, 28. / 8760},
	} {
		s := fitted(t, chainOf("TEST", 100, sunday, l), free(c.o))
		e := s.Expiries[0]
		if !e.QuoteTime.Equal(friday.At(16, 0)) {
			t.Errorf("%s: quotes of %s", c.why, e.QuoteTime)
		}
		close12(t, c.why+" age", e.Age, c.age)
		want := 0.2 * math.Sqrt(72./8760*c.age/c.left)
		for i, v := range s.Vol {
			if math.Abs(v/want-1) > 1e-8 {
				t.Errorf("%s, record %d: volatility %.12g, want %.12g", c.why, i, v, want)
			}
		}
		close12(t, c.why+" back at the quotes", e.QuoteVol(want), 0.2)
	}
}

// TestCoinsAge: by the calendar whatever --clock says; they are quoted at all hours.
func TestCoinsAge(t *testing.T) {
	quoted := time.Date(2025, 11, 15, 0, 0, 0, 0, time.UTC) // a Saturday
	asOf, settlement := quoted.Add(24*time.Hour), quoted.Add(56*time.Hour)
	delay := 24 * time.Hour
	s := fitted(t, chainOf("BTC", 100, asOf, fair("BTC", quoted, settlement, 100, 0.6, 0, six...)), free(Options{Delay: &delay}))
	e := s.Expiries[0]
	close12(t, "age", e.Age, 32./56)
	if want := 0.6; math.Abs(s.Vol[0]/want-1) > 1e-9 || !e.QuoteTime.Equal(quoted) || !strings.HasPrefix(s.ClockAssumption, "calendar") {
		t.Errorf("volatility %.12g, want %g; quotes of %s, clock %s", s.Vol[0], want, e.QuoteTime, s.ClockAssumption)
	}
}

// around is a chain of one expiry whose quotes trade around 101, while the file says 100.
func around(underlying, root string, asOf time.Time, delay time.Duration, spot float64) *chain.Chain {
	quoted := market.LookupRoot(root).LastQuoted(asOf.Add(-delay))
	c := chainOf(underlying, spot, asOf, fair(root, quoted, asOf.Add(days(7)), 101, 0.2, 0, six...))
	c.Delay = delay
	return c
}

// TestSpotAuto: a cash index outside its session is taken from the quotes. A last price is as delayed as the quotes, so it
// is the session of as-of's date, that much earlier, that counts.
func TestSpotAuto(t *testing.T) {
	at := func(day, hour, minute, second int) time.Time {
		return time.Date(2025, 11, day, hour, minute, second, 0, market.NewYork)
	}
	const cboe = 15 * time.Minute
	for _, c := range []struct {
		underlying, root string
		asOf             time.Time
		delay            time.Duration
		want             string
	}{
		{"SPX", "SPXW", at(18, 9, 29, 59), 0, "implied"},
		{"SPX", "SPXW", at(18, 9, 30, 0), 0, "file"},
		{"SPX", "SPXW", at(18, 9, 40, 0), cboe, "implied"},
		{"SPX", "SPXW", at(18, 9, 44, 59), cboe, "implied"},
		{"SPX", "SPXW", at(18, 9, 45, 0), cboe, "file"},
		{"SPX", "SPXW", at(18, 16, 15, 0), cboe, "file"},
		{"SPX", "SPXW", at(18, 16, 15, 1), cboe, "implied"},
		{"SPX", "SPXW", at(19, 0, 5, 0), 8*time.Hour + 30*time.Minute, "implied"}, // the session of the day before
		{"OEX", "XEO", at(18, 9, 40, 0), cboe, "implied"},
		{"OEX", "OEX", at(18, 9, 40, 0), cboe, "implied"},
		{"OEX", "XEO", at(18, 9, 45, 0), cboe, "file"},
		{"SPX", "SPXW", at(18, 16, 0, 0), 0, "file"},
		{"SPX", "SPXW", at(18, 16, 0, 1), 0, "implied"},
		{"SPX", "SPXW", at(18, 16, 10, 0), cboe, "file"},
		{"SPX", "SPXW", at(22, 12, 0, 0), 0, "implied"},
		{"SPX", "SPXW", at(27, 12, 0, 0), 0, "implied"},
		{"SPX", "SPXW", at(28, 13, 0, 0), 0, "file"},
		{"SPX", "SPXW", at(28, 13, 0, 1), 0, "implied"},
		{"NDX", "NDXP", at(18, 17, 0, 0), 0, "implied"},
		{"SPY", "SPY", at(18, 17, 0, 0), 0, "file"},
		{"TEST", "TEST", at(22, 12, 0, 0), 0, "file"},
		{"VIX", "VIXW", at(22, 12, 0, 0), 0, "file"},
		{"BTC", "BTC", at(22, 12, 0, 0), 0, "file"},
	} {
		s := fitted(t, around(c.underlying, c.root, c.asOf, c.delay, 100), free(Options{}))
		spot, forward := 100.0, 100.0
		if c.want == "implied" {
			spot, forward = 101, 101
		}
		if s.Expiries[0].ForwardBy == "parity" && s.GapSource == "futures" {
			forward = 101
		}
		if s.SpotSource != c.want || math.Abs(s.Spot-spot) > 1e-9 || math.Abs(s.Expiries[0].Forward-forward) > 1e-9 {
			t.Errorf("%s at %s: %.12g by %s, forward %.12g, want %g by %s", c.underlying, c.asOf, s.Spot, s.SpotSource, s.Expiries[0].Forward, spot, c.want)
		}
	}
}

// TestSpotChoices: forwards follow the spot that everything is evaluated at.
func TestSpotChoices(t *testing.T) {
	ln := math.Log(1.01)
	for _, c := range []struct {
		file             float64
		o                Options
		spot, quote, gap float64
		forward          float64
		source           string
	}{
		{100, Options{}, 100, 101, ln, 100, "file"},
		{100, Options{Spot: "file"}, 100, 101, ln, 100, "file"},
		{100, Options{Spot: "implied"}, 101, 101, ln, 101, "implied"},
		{100, Options{Spot: "value", SpotAt: 110}, 110, 101, ln, 110, "flag"},
		{math.NaN(), Options{Spot: "implied"}, 101, 101, 0, 101, "implied"},
		{math.NaN(), Options{Spot: "value", SpotAt: 110}, 110, 101, math.Log(101. / 110), 110, "flag"},
	} {
		s := fitted(t, around("SPY", "SPY", tuesday, 0, c.file), free(c.o))
		e := s.Expiries[0]
		for what, x := range map[string][2]float64{
			"spot": {s.Spot, c.spot}, "quote spot": {s.QuoteSpot, c.quote}, "gap": {s.Gap, c.gap},
			"forward": {e.Forward, c.forward}, "forward at the quotes": {e.QuoteForward, 101}, "yield": {e.Yield, 0},
		} {
			if math.Abs(x[0]-x[1]) > 1e-9 {
				t.Errorf("file %g, "+fault.Setting("spot")+" %s: %s %.12g, want %.12g", c.file, c.o.Spot, what, x[0], x[1])
			}
		}
		if s.SpotSource != c.source {
			t.Errorf("file %g, "+fault.Setting("spot")+" %s: by %s", c.file, c.o.Spot, s.SpotSource)
		}
	}
	for _, o := range []Options{{}, {Spot: "file"}} {
		if _, err := Fit(around("SPY", "SPY", tuesday, 0, math.NaN()), free(o)); err == nil {
			t.Errorf(fault.Setting("spot")+" %q of a file without one", o.Spot)
		}
	}
}

// TestImpliedSpot: without a spot in the file, the median of what the forwards say at the slope they grow with.
func TestImpliedSpot(t *testing.T) {
	const slope = 0.05
	var l []listing
	for _, n := range []float64{2, 5, 8, 20} {
		l = append(l, fair("TEST", tuesday, tuesday.Add(days(n)), 100*math.Exp(slope*n/365), 0.2, 0, six...))
	}
	l = append(l, listing{root: "TEST", at: tuesday.Add(days(30)), cells: []cell{{strike: 100, iv: 0.2}}})
	s := fitted(t, chainOf("TEST", math.NaN(), tuesday, l...), free(Options{Spot: "implied"}))
	if math.Abs(s.Spot-100) > 1e-7 || s.Gap != 0 || s.Used != 3 || s.SpotSource != "implied" {
		t.Errorf("spot %.12g by %s, gap %g from %d", s.Spot, s.SpotSource, s.Gap, s.Used)
	}
	for x, n := range []float64{2, 5, 8, 20, 30} { // the last has no quotes and grows with the others
		if e := s.Expiries[x]; math.Abs(e.Forward/(100*math.Exp(slope*n/365))-1) > 1e-9 || math.Abs(e.Yield+slope) > 1e-6 {
			t.Errorf("%g days: forward %.12g, yield %g", n, e.Forward, e.Yield)
		}
	}
	if s.Expiries[4].ForwardBy != "carry" || s.Expiries[3].ForwardBy != "parity" {
		t.Errorf("forwards by %s and %s", s.Expiries[4].ForwardBy, s.Expiries[3].ForwardBy)
	}
}

// TestOffFutures: options that price off futures have no gap, and their forwards do not follow a spot.
func TestOffFutures(t *testing.T) {
	quoted := market.LookupRoot("VIX").LastQuoted(tuesday)
	for _, o := range []Options{{}, {Spot: "value", SpotAt: 120}} {
		c := chainOf("VIX", 90, tuesday,
			fair("VIX", quoted, tuesday.Add(days(7)), 98, 0.9, 0, six...), fair("VIX", quoted, tuesday.Add(days(28)), 103, 0.8, 0, six...))
		s := fitted(t, c, free(o))
		if s.Gap != 0 || s.GapSource != "futures" || s.QuoteSpot != 90 || warns(s, "gap") {
			t.Errorf("gap %g by %s, quotes around %g, %v", s.Gap, s.GapSource, s.QuoteSpot, s.Warnings)
		}
		if f, g := s.Expiries[0].Forward, s.Expiries[1].Forward; math.Abs(f-98) > 1e-9 || math.Abs(g-103) > 1e-9 {
			t.Errorf(fault.Setting("spot")+" %s: forwards %g and %g", o.Spot, f, g)
		}
	}
}

// TestGapWarning: beyond 0.1% either way. In session less than that is noise, and no gap.
func TestGapWarning(t *testing.T) {
	evening := tuesday.Add(7 * time.Hour)
	quoted := market.LookupRoot("TEST").LastQuoted(evening)
	for gap, want := range map[float64]bool{0: false, 0.00099: false, -0.00099: false, 0.00101: true, -0.00101: true} {
		during := chainOf("TEST", 100, tuesday, fair("TEST", tuesday, tuesday.Add(days(7)), 100*math.Exp(gap), 0.2, 0, six...))
		after := chainOf("TEST", 100, evening, fair("TEST", quoted, evening.Add(days(7)), 100*math.Exp(gap), 0.2, 0, six...))
		small := gap
		if !want {
			small = 0
		}
		for _, x := range []struct {
			why  string
			c    *chain.Chain
			o    Options
			want float64
		}{{"in session", during, Options{}, small}, {"after it", after, Options{}, gap}, {"asked for", during, Options{Spot: "implied"}, gap}} {
			if s := fitted(t, x.c, free(x.o)); warns(s, "gap") != want || math.Abs(s.Gap-x.want) > 1e-9 {
				t.Errorf("%s: gap %g, found %g, want %g: %v", x.why, gap, s.Gap, x.want, s.Warnings)
			}
		}
	}
}

// TestGapWarningIsPercent: what it says is percent of the spot, not the logarithm, which is -8.34 and +7.70 here.
func TestGapWarningIsPercent(t *testing.T) {
	for quoted, want := range map[float64]string{92: "trade around 92.00, -8.00% from the file's spot 100.00", 108: "trade around 108.00, +8.00% from the file's spot 100.00"} {
		c := chainOf("TEST", 100, tuesday, fair("TEST", tuesday, tuesday.Add(days(7)), quoted, 0.2, 0, six...))
		s := fitted(t, c, free(Options{}))
		if !slices.ContainsFunc(s.Warnings, func(w chain.Warning) bool { return w.Code == "gap" && strings.Contains(w.Message, want) }) {
			t.Errorf("quotes at %g: %v, want %q", quoted, s.Warnings, want)
		}
	}
}

// TestGapUnidentified: the warning that every expiry with a forward settles after the fund goes ex.
func TestGapUnidentified(t *testing.T) {
	asOf := market.Date{Year: 2025, Month: 9, Day: 18}.At(11, 0)
	c := chainOf("SPY", 100, asOf, fair("SPY", asOf, asOf.Add(days(4)), 102, 0.2, 0, six...))
	s := fitted(t, c, free(Options{}))
	if !warns(s, "gap-unidentified") || s.Gap != 0 || s.Spot != 100 || s.QuoteSpot != 100 {
		t.Errorf("gap %g, quotes around %g: %v", s.Gap, s.QuoteSpot, s.Warnings)
	}
	s = fitted(t, c, free(Options{Dividends: []Dividend{{market.Date{Year: 2025, Month: 9, Day: 19}, 1.5}}}))
	if warns(s, "gap-unidentified") || math.Abs(s.QuoteSpot-103.5) > 1e-9 {
		t.Errorf("with the dividend quotes around %g: %v", s.QuoteSpot, s.Warnings)
	}
}

// TestCalendarWarning: total variance at the money that falls by more than 1% to an expiry a day later or more.
func TestCalendarWarning(t *testing.T) {
	asOf := market.Date{Year: 2025, Month: 11, Day: 18}.At(10, 0)
	type at struct {
		root  string
		hours float64
		w     float64 // total variance, in hundredths of a hundredth
	}
	for _, c := range []struct {
		why  string
		at   []at
		want bool
	}{
		{"rising", []at{{"TEST", 6, 1}, {"TEST", 30, 2}, {"TEST", 54, 3}}, false},
		{"falling by 2%", []at{{"TEST", 30, 2}, {"TEST", 78, 1.96}}, true},
		{"falling by half a percent", []at{{"TEST", 30, 2}, {"TEST", 78, 1.99}}, false},
		{"from 0DTE to the next day", []at{{"TEST", 6, 2}, {"TEST", 30, 1.9}, {"TEST", 54, 3}}, true},
		{"falling twice is a fall from the one before", []at{{"TEST", 30, 2}, {"TEST", 78, 3}, {"TEST", 126, 2.5}}, true},
		{"from the open to the close of a day", []at{{"SPX", 23.5, 2}, {"SPXW", 30, 1.9}, {"SPXW", 78, 3}}, false},
	} {
		var l []listing
		for _, x := range c.at {
			settlement := asOf.Add(time.Duration(x.hours * float64(time.Hour)))
			sigma := 0.01 * math.Sqrt(x.w/market.Years(asOf, settlement))
			l = append(l, fair(x.root, asOf, settlement, 100, sigma, 0, 99, 99.5, 100, 100.5, 101, 101.5))
		}
		if s := fitted(t, chainOf("SPX", 100, asOf, l...), Options{Carry: "flat"}); warns(s, "calendar") != c.want {
			t.Errorf("%s: %v", c.why, s.Warnings)
		}
	}
}

// TestButterflyWarning: more than one in a hundred butterflies that can be sold for more than they cost, at bid and ask.
func TestButterflyWarning(t *testing.T) {
	for _, c := range []struct {
		strikes int
		above   float64 // what a call is bid above the mean of its neighbors' asks
		spread  float64
		want    bool
	}{{101, 0.002, 0, true}, {102, 0.002, 0, false}, {50, 0.002, 0, true}, {50, -0.0001, 0, false}, {50, 0.002, 0.3, true}, {50, -0.002, 0.3, false}} {
		var strikes []float64
		for j := range c.strikes {
			strikes = append(strikes, 98+0.1*float64(j))
		}
		l := fair("TEST", tuesday, tuesday.Add(days(30)), 100, 0.3, 0, strikes...)
		for i := range l.cells {
			l.cells[i].ask += c.spread
		}
		call := func(j int) *cell { return &l.cells[2*j] }
		middle := 40 // 102, above the forward
		call(middle).bid = (call(middle-1).ask+call(middle+1).ask)/2 + c.above
		call(middle).ask = call(middle).bid + c.spread
		s := fitted(t, chainOf("TEST", 100, tuesday, l), Options{Carry: "flat"})
		if warns(s, "butterfly") != c.want {
			t.Errorf("%d strikes, %g above at a spread of %g: %v", c.strikes, c.above, c.spread, s.Warnings)
		}
	}
}

// TestStaleWarning: the file's volatilities speak of quotes more than an hour older or younger than their market's hours do.
func TestStaleWarning(t *testing.T) {
	const delay = 3 * time.Hour
	asOf := market.Date{Year: 2025, Month: 11, Day: 18}.At(14, 0)
	quoted, settlement := asOf.Add(-delay), asOf.Add(days(3))
	for older, want := range map[time.Duration]bool{
		0: false, 55 * time.Minute: false, 65 * time.Minute: true, -55 * time.Minute: false, -65 * time.Minute: true, 30 * time.Hour: true,
	} {
		factor := math.Sqrt(market.Years(quoted, settlement) / market.Years(quoted.Add(-older), settlement))
		c := chainOf("TEST", 100, asOf, fair("TEST", quoted, settlement, 100, 0.2, factor, six...))
		c.Delay = delay
		s := fitted(t, c, free(Options{}))
		if warns(s, "quotes-stale") != want || s.InferredTime.Sub(quoted.Add(-older)).Abs() > 2*time.Second {
			t.Errorf("%s older: found %s, %v", older, s.InferredTime, s.Warnings)
		}
	}
}

// TestSessionsWarning: two whole sessions between quotes and as-of are stale even if nothing else shows another time.
func TestSessionsWarning(t *testing.T) {
	asOf := market.Date{Year: 2025, Month: 11, Day: 20}.At(10, 0) // Thursday
	for day, want := range map[int]bool{17: true, 18: false, 19: false} {
		quoted := market.Date{Year: 2025, Month: 11, Day: day}.At(15, 59)
		c := chainOf("TEST", 100, asOf, fair("TEST", quoted, asOf.Add(days(7)), 100, 0.2, 0, six...))
		c.Delay = asOf.Sub(quoted)
		if s := fitted(t, c, free(Options{})); warns(s, "quotes-stale") != want {
			t.Errorf("quotes of %s: %v", quoted, s.Warnings)
		}
	}
}

// TestClockWarning: volatilities of the day that are not half as high or low again as the file's are on its clock.
func TestClockWarning(t *testing.T) {
	asOf := market.Date{Year: 2025, Month: 11, Day: 18}.At(10, 0)
	for _, c := range []struct {
		hours, factor float64
		want          bool
	}{
		{6, 1 / 1.45, false}, {6, 1 / 1.55, true}, {6, 1.45, false}, {6, 1.55, true}, {6, 1, false},
		{24, 1.55, true}, {24.1, 1.55, false}, // a day at most
	} {
		settlement := asOf.Add(time.Duration(c.hours * float64(time.Hour)))
		ch := chainOf("TEST", 100, asOf, fair("TEST", asOf, settlement, 100, 0.3, c.factor, 99, 99.5, 100, 100.5, 101, 101.5))
		if s := fitted(t, ch, Options{Carry: "flat"}); warns(s, "vol-clock") != c.want {
			t.Errorf("the file's %g times ours, %g hours: %v", c.factor, c.hours, s.Warnings)
		}
	}
}
