package gex

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/report"
	"gex/internal/vol"
)

// combined is a book of some parts on SPX.
func combined(t *testing.T, o Options, parts ...Part) *Book {
	t.Helper()
	b, err := Combine("SPX", parts, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// spx and spy are parts of different sizes, the second with every other leg alone.
func spxPart(t *testing.T) Part {
	return fitted(t, namedChain("SPX", 6700, spxLegs(1)), 0.04, 0.013)
}

func spyPart(t *testing.T) Part {
	legs := spxLegs(0.1)
	return fitted(t, namedChain("SPY", 668.52, legs[:len(legs)/2-1]), 0.04, 0.013)
}

// TestUsualStep: the most frequent distance of the strikes of the axis within 2% of spot, the smaller of equally frequent ones;
// of all its strikes where there are no two near spot, and none of one strike. Calls and puts of a strike are one.
func TestUsualStep(t *testing.T) {
	for _, c := range []struct {
		name    string
		strikes []float64
		want    float64
	}{
		{"near spot", []float64{50, 60, 70, 80, 90, 98, 99, 100, 101, 110, 120}, 1},
		{"small", []float64{98, 98.5, 99, 99.5, 100, 101, 102}, 0.5},
		{"once", []float64{90, 99.5, 101.25, 110}, 1.75},
		{"the smaller of two", []float64{98.5, 99, 99.5, 100.5, 101.5}, 0.5},
		{"the smaller of three", []float64{98, 99, 99.5, 100, 101, 101.25, 101.5}, 0.25},
		{"one of two beyond", []float64{80, 97.9, 99, 105, 130, 155}, 25},
		{"far from spot", []float64{40, 60, 80, 120, 140}, 20},
		{"one", []float64{100}, 0},
		{"two at first", []float64{99, 101}, 2},
		{"millionths", []float64{99.999998, 100, 100.000002}, 0.000002},
		{"rounded", []float64{99.1, 99.2, 99.3, 99.4, 100.4, 101.4}, 0.1},
	} {
		var legs []leg
		for _, k := range c.strikes {
			legs = append(legs, leg{false, k, 0.1, 0.2, 1, 1}, leg{true, k, 0.1, 0.2, 1, 1})
		}
		// Another member's strikes do not count.
		other := leg{false, 100, 0.2, 0.2, 1, 1}
		for i := range 40 {
			other.strike = 99 + 0.01*float64(i)
			legs = append(legs, other)
		}
		m := &members{list: []member{{spot: 100}, {spot: 100}}, owner: []int{0, 1}}
		if got := m.usualStep(makeChain(100, legs)); got != c.want {
			t.Errorf("%s: %g, want %g", c.name, got, c.want)
		}
	}
}

// TestSharesOfStrikes: a strike between two lines is shared by distance, one on a line, but for rounding, is of that line alone;
// what is shared are all exposures and sizes, and the contracts are counted in both.
func TestSharesOfStrikes(t *testing.T) {
	for _, c := range []struct {
		k, bin float64
		want   []lineShare
	}{
		{100, 25, []lineShare{{4, 1}}}, {105, 25, []lineShare{{4, 0.8}, {5, 0.2}}}, {10, 25, []lineShare{{0, 0.6}, {1, 0.4}}},
		{100.0000000001, 25, []lineShare{{4, 1}}}, {99.9999999999, 25, []lineShare{{4, 1}}}, {100.00001, 25, []lineShare{{4, 1 - 4e-7}, {5, 4e-7}}}, {99.99999, 25, []lineShare{{3, 4e-7}, {4, 1 - 4e-7}}},
	} {
		got := sharesOf(c.k, c.bin)
		if len(got) != len(c.want) {
			t.Errorf("%g: %v, want %v", c.k, got, c.want)
			continue
		}
		for i, w := range c.want {
			near(t, "line", got[i].line, w.line, 0, 0)
			near(t, "part", got[i].part, w.part, 1e-8, 1)
		}
	}
	to := strike{k: 100}
	to.contracts, to.oi, to.volume, to.gex, to.side, to.gross = 1, [2]float64{1, 2}, [2]float64{3, 4}, [2]float64{5, 6}, [2]float64{7, 8}, 9
	to.other.dex, to.other.vex, to.other.cex = 10, 11, 12
	from := strike{k: 105}
	from.contracts, from.oi, from.volume, from.gex, from.side, from.gross = 20, [2]float64{100, 200}, [2]float64{300, 400}, [2]float64{500, 600}, [2]float64{700, 800}, 900
	from.other.dex, from.other.vex, from.other.cex = 1000, 1100, -1200
	to.addPart(&from, 0.25)
	if to.k != 100 || to.contracts != 21 || to.oi != [2]float64{26, 52} || to.volume != [2]float64{78, 104} || to.gex != [2]float64{130, 156} ||
		to.side != [2]float64{182, 208} || to.gross != 234 || to.other.dex != 260 || to.other.vex != 286 || to.other.cex != -288 {
		t.Errorf("%+v", to)
	}
	b := combined(t, Options{Bin: 1}, spxPart(t), spyPart(t))
	got := b.binned([]strike{{k: 6700.25}, {k: 6702}})
	if len(got) != 3 || got[0].k != 6700 || got[1].k != 6701 || got[2].k != 6702 {
		t.Errorf("on lines of 1: %+v", got)
	}
	if b = bookFrom(t, spxPart(t).Chain, flat(0.04, 0.013), Options{Bin: 1}); len(b.binned([]strike{{k: 6700.25}})) != 1 {
		t.Error("the strikes of one underlying are moved")
	}
}

// TestApart: what a file of another time is about, the axis or the first file of its member, how far away, and what its spot says.
func TestApart(t *testing.T) {
	at := time.Date(2025, 11, 18, 11, 0, 0, 0, testAsOf.Location())
	axis := &member{underlying: "SPX", asOf: at, spot: 6700, files: []string{"x.csv"}}
	one := &member{underlying: "SPY", asOf: at.Add(time.Hour), spot: 660, files: []string{"y.csv"}}
	part := spyPart(t)
	part.Files = []string{"z.csv", "zz.csv"}
	surface := *part.Surface
	part.Surface = &surface
	for _, c := range []struct {
		after time.Duration
		spot  float64
		first bool
		want  string
	}{
		{16 * time.Minute, 676.7, true, "SPY (z.csv, zz.csv) is as of 11:16, 16 min after SPX: its spot is +1.00% from the usual ratio to that spot"},
		{-16 * time.Minute, 656.6, true, "SPY (z.csv, zz.csv) is as of 10:44, 16 min before SPX: its spot is -2.00% from the usual ratio to that spot"},
		{15 * time.Minute, 676.7, true, ""}, {-15 * time.Minute, 676.7, true, ""}, {0, 676.7, true, ""},
		{2*time.Hour + 10*time.Minute, 666.6, false, "SPY (z.csv, zz.csv) is as of 13:10, 1 h 10 min after y.csv: its spot is +1.00% from that spot"},
		{time.Hour + 15*time.Minute, 666.6, false, ""},
		{0, 653.4, false, "SPY (z.csv, zz.csv) is as of 11:00, 1 h 0 min before y.csv: its spot is -1.00% from that spot"},
	} {
		part.Chain.AsOf, surface.Spot = at.Add(c.after), c.spot
		if got := apart(axis, one, part, c.first); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	for d, want := range map[time.Duration]string{59 * time.Minute: "59 min", time.Hour: "1 h 0 min", 61 * time.Minute: "1 h 1 min", 89 * time.Second: "1 min", 90 * time.Second: "2 min", 501 * time.Minute: "8 h 21 min"} {
		if got := inMinutes(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}

// TestWarnSources: a spot from elsewhere than the axis's warns, for each member that has one.
func TestWarnSources(t *testing.T) {
	m := &members{list: []member{{underlying: "SPX", source: "file"}, {underlying: "SPY", source: "implied"}, {underlying: "ES", source: "file"}, {underlying: "XSP", source: "flag"}}}
	m.warnSources()
	var got []string
	for _, w := range m.warnings {
		got = append(got, w.Code+": "+w.Message)
	}
	want := []string{
		"spot-sources: the spot of SPY is implied by its quotes and that of SPX the file's: their ratio is of two moments",
		"spot-sources: the spot of XSP is given and that of SPX the file's: their ratio is of two moments",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// TestMemberPrefix: warnings of one of several members name it, but for that about its time, which does so itself.
func TestMemberPrefix(t *testing.T) {
	warnings := []report.Warning{{Code: "gap", Message: "a gap"}, {Code: "as-of-apart", Message: "SPY is late"}}
	b := &Book{}
	b.opt.members = &members{list: []member{{underlying: "SPX"}, {underlying: "SPY", warnings: warnings}}, warnings: []report.Warning{{Code: "all", Message: "of all"}}}
	said := func() (list []string) {
		for _, w := range b.memberWarnings() {
			list = append(list, w.Message)
		}
		return list
	}
	if got := said(); !slices.Equal(got, []string{"SPY: a gap", "SPY is late", "of all"}) {
		t.Errorf("%q", got)
	}
	b.opt.members.list = b.opt.members.list[1:]
	if got := said(); !slices.Equal(got, []string{"a gap", "SPY is late", "of all"}) {
		t.Errorf("of one member %q", got)
	}
	if got := b.opt.members.about(0, warnings); got[0].Message != "a gap" {
		t.Errorf("of one member %q", got)
	}
	b.opt.members.list = append(b.opt.members.list, member{underlying: "ES"})
	if got := b.opt.members.about(1, warnings); got[0].Message != "ES: a gap" || warnings[0].Message != "a gap" {
		t.Errorf("%q", got)
	}
}

// TestEarlyMembers: how exercise is treated, with the names of those that can be exercised early where there are others.
func TestEarlyMembers(t *testing.T) {
	part := func(name, words string) Part {
		return Part{Chain: &chain.Chain{Underlying: name}, Surface: &vol.Surface{ExerciseAssumption: words}}
	}
	for _, c := range []struct {
		parts []Part
		want  string
	}{
		{[]Part{part("SPY", "american: early")}, "american: early"}, {[]Part{part("SPX", "")}, ""}, {[]Part{part("SPX", ""), part("ES", "")}, ""},
		{[]Part{part("SPX", ""), part("SPY", "american: early")}, "american (SPY): early"},
		{[]Part{part("SPY", "american: early"), part("SPY", "american: early")}, "american: early"},
		{[]Part{part("SPX", ""), part("SPY", "american: early"), part("SPY", "american: early"), part("IVV", "american: early")}, "american (SPY, IVV): early"},
	} {
		if got := earlyMembers(c.parts); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// TestRescale: prices of an expiry's records are times the ratio, their gamma and sizes over it; other records stay.
func TestRescale(t *testing.T) {
	for _, ratio := range []float64{2, 10} {
		c := makeChain(100, []leg{{false, 90, 0.1, 0.2, 7, 1}, {false, 95, 0.2, 0.2, 7, 1}})
		for i := range c.Strike {
			c.Bid[i], c.Ask[i], c.Last[i], c.Gamma[i] = 1, 2, 1.5, 0.04
		}
		rescale(c, c.Expiries[1], ratio)
		for i, by := range []float64{1, ratio} {
			if c.Strike[i] != by*float64(90+5*i) || c.Bid[i] != by || c.Ask[i] != 2*by || c.Last[i] != 1.5*by || c.Gamma[i] != 0.04/by || c.Multiplier[i] != 100/by || c.OpenInterest[i] != 7 {
				t.Errorf("record %d at %g: strike %g, bid %g, multiplier %g", i, ratio, c.Strike[i], c.Bid[i], c.Multiplier[i])
			}
		}
		r := report.Contract{Price: 12, Vega: 4, Theta: -2, Gamma: 0.5, Delta: 0.3}
		if inOwnPrices(&r, ratio); r != (report.Contract{Price: report.Number(12 / ratio), Vega: report.Number(4 / ratio), Theta: report.Number(-2 / ratio), Gamma: report.Number(0.5 * ratio), Delta: 0.3}) {
			t.Errorf("in own prices at %g: %+v", ratio, r)
		}
	}
}

// TestSettledByTheAxis: what has settled by the time of the axis has expired, though its own file is earlier, and counts for nothing.
func TestSettledByTheAxis(t *testing.T) {
	legs := []leg{{false, 670, hours(0.5), 0.2, 100, 1}, {true, 660, hours(3), 0.2, 100, 1}, {true, 660, 0.1, 0.2, 100, 1}}
	early := namedChain("SPY", 668.52, legs)
	early.AsOf = early.AsOf.Add(-14 * time.Minute)
	spx := spxPart(t)
	spx.Chain.AsOf = spx.Chain.AsOf.Add(40 * time.Minute)
	spx = fitted(t, spx.Chain, 0.04, 0.013)
	early.AsOf = spx.Chain.AsOf.Add(-14 * time.Minute)
	early.Expiries[0].Settlement = spx.Chain.AsOf // at the very time of the axis
	early.Expiries[1].Settlement = spx.Chain.AsOf.Add(time.Second)
	b := combined(t, Options{}, spx, fitted(t, early, 0.04, 0.013))
	member := b.coverage().Members[1]
	if member.Contracts != 3 || member.Used != 2 || len(member.LeftOut) != 1 || member.LeftOut[0].Reason != "expired" || member.LeftOut[0].Contracts != 1 {
		t.Errorf("%+v", member)
	}
	// Contracts of the axis are as its own file has them.
	from := make([]chain.Origin, len(b.chain.Expiries))
	c := *b.chain
	c.AsOf, c.Out = c.AsOf.AddDate(1, 0, 0), make([]chain.Reason, c.Len())
	b.opt.members.expire(&c, from)
	if slices.ContainsFunc(c.Out, func(r chain.Reason) bool { return r != chain.Live }) {
		t.Error("contracts of the axis are expired once more")
	}
}

// TestMemberRows: each member has a row, whether its profile was asked for or not, with its own records, sums and flip; without
// any contract it has no exposure.
func TestMemberRows(t *testing.T) {
	spx, spy := spxPart(t), spyPart(t)
	b := combined(t, Options{}, spx, spy)
	rows := b.memberRows() // before any profile
	if len(rows) != 2 {
		t.Fatalf("%d rows", len(rows))
	}
	coverage := b.coverage()
	for i, p := range []Part{spx, spy} {
		alone, err := NewBook(p.Chain, p.Surface, Options{})
		if err != nil {
			t.Fatal(err)
		}
		own := Build(alone)
		near(t, "gex", float64(rows[i].GEX), float64(own.Totals.GEX), 1e-9, 0)
		near(t, "own flip", float64(rows[i].ZeroGammaOwn), float64(own.Levels.ZeroGamma), 1e-9, 0)
		near(t, "share", float64(rows[i].Share), float64(own.Totals.GrossGEX)/b.whole.gross, 1e-9, 0)
		if got, want := coverage.Members[i].Account, own.Coverage.Account; got.Contracts != want.Contracts || got.Used != want.Used || got.OpenInterest != want.OpenInterest || got.Rows != want.Rows {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
	if coverage.Members[0].Contracts == coverage.Members[1].Contracts {
		t.Error("members are of one size: nothing is tested")
	}
	one := combined(t, Options{}, spx)
	if rows := one.memberRows(); len(rows) != 1 || rows[0].ZeroGamma != BuildKeys(one).Levels.ZeroGamma || !rows[0].ZeroGamma.OK() {
		t.Errorf("of one member %+v", rows)
	}
	// A filter that leaves nothing of SPY.
	legs := spxLegs(0.1)
	for i := range legs {
		legs[i].years = 0.5
	}
	far := fitted(t, namedChain("SPY", 668.52, legs), 0.04, 0.013)
	none := combined(t, Options{DTE: &[2]int{0, 60}}, spx, far)
	if rows := none.memberRows(); len(rows) != 2 || rows[1].GEX.OK() || rows[1].GrossGEX.OK() || rows[1].Share != 0 || !rows[0].GEX.OK() {
		t.Errorf("without contracts: %+v", rows)
	}
	single := legs[:1]
	single[0].years = 0.02
	lone := combined(t, Options{}, spx, fitted(t, namedChain("SPY", 668.52, single), 0.04, 0.013))
	if rows := lone.memberRows(); !rows[1].GEX.OK() || rows[1].GEX == 0 {
		t.Errorf("of one contract: %+v", rows[1])
	}
}

// TestCombinedExpiries: rows of expiries of several members hold all contracts and all open interest of those that settle together.
func TestCombinedExpiries(t *testing.T) {
	r := Build(combined(t, Options{}, spxPart(t), spyPart(t)))
	contracts := 0
	for _, e := range r.Expiries {
		contracts += e.Contracts
	}
	near(t, "open interest", sumOf(r.Expiries, func(e report.Expiry) report.Number { return e.OpenInterest }), float64(r.Totals.CallOI+r.Totals.PutOI), 1e-12, 0)
	near(t, "calls", sumOf(r.Expiries, func(e report.Expiry) report.Number { return e.CallGEX }), float64(r.Totals.CallGEX), 1e-12, 0)
	near(t, "puts", sumOf(r.Expiries, func(e report.Expiry) report.Number { return e.PutGEX }), float64(r.Totals.PutGEX), 1e-12, 0)
	if contracts != r.Coverage.Used || len(r.Expiries) != 2 {
		t.Errorf("%d contracts in %d expiries, want %d in 2", contracts, len(r.Expiries), r.Coverage.Used)
	}
}

// TestOneSign: members that have one sign, however it was written, are under that sign; else each is named.
func TestOneSign(t *testing.T) {
	words := func(sign string) string {
		return BuildKeys(combined(t, Options{Sign: sign}, spxPart(t), spyPart(t))).Conventions.Sign
	}
	if got, want := words("SPY=short,short"), words("short"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for sign, want := range map[string]string{
		"SPX=long": "by member: SPX long, all others naive (an assumption)", "SPY=short,1,-2": "by member: SPY short, all others 1,-2 (an assumption)",
	} {
		if got := words(sign); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestPartsWithoutPositions: a member without any is refused, unless anything is taken or the filters ask for none of its contracts.
func TestPartsWithoutPositions(t *testing.T) {
	c := namedChain("SPY", 668.52, spxLegs(0.1))
	for i := range c.OpenInterest {
		c.OpenInterest[i], c.DealerQty[i] = math.NaN(), math.NaN()
	}
	bare := fitted(t, c, 0.04, 0.013)
	if _, err := Combine("SPX", []Part{spxPart(t), bare}, Options{}); !errors.Is(err, ErrNoPosition) || !strings.Contains(err.Error(), "SPY") {
		t.Errorf("%v", err)
	}
	if _, err := Combine("SPX", []Part{spxPart(t), bare}, Options{Anyway: true}); err != nil {
		t.Errorf("taken anyway: %v", err)
	}
	if _, err := Combine("SPX", []Part{spxPart(t), bare}, Options{Roots: []string{"SPX"}}); err != nil {
		t.Errorf("not asked for: %v", err)
	}
}

// TestCombineOffRatio: a future whose usual ratio to the index is 1 must be near it as well.
func TestCombineOffRatio(t *testing.T) {
	es := fitted(t, namedChain("ES", 8000, spxLegs(8000/6700.)), 0.04, 0)
	if _, err := Combine("SPX", []Part{spxPart(t), es}, Options{}); err == nil || fault.Of(err).Code != fault.Input || !strings.Contains(err.Error(), "different share basis") {
		t.Errorf("%v", err)
	}
}

// TestCountInMember: flows are counted in the future that is a member, at its price, unless another one was asked for.
func TestCountInMember(t *testing.T) {
	es := fitted(t, namedChain("ES", 6719.75, spxLegs(1)), 0.04, 0)
	mes := fitted(t, namedChain("MES", 6720.5, spxLegs(1)), 0.04, 0)
	for _, c := range []struct {
		contract string
		parts    []Part
		symbol   string
		price    float64
	}{
		{"", []Part{spyPart(t), es}, "ES", 6719.75}, {"", []Part{es, spyPart(t)}, "ES", 6719.75}, {"ES", []Part{spyPart(t), es}, "ES", 6719.75}, {"MES", []Part{es, mes}, "MES", 6720.5},
	} {
		b := combined(t, Options{Contract: c.contract}, append([]Part{spxPart(t)}, c.parts...)...)
		if b.future.Symbol != c.symbol || b.futurePrice != c.price {
			t.Errorf("%q: %+v at %g, want %s at %g", c.contract, b.future, b.futurePrice, c.symbol, c.price)
		}
	}
	for _, contract := range []string{"MES", "NQ"} {
		if b := combined(t, Options{Contract: contract}, spxPart(t), es); b.future.Symbol != contract || b.futurePrice == 6719.75 {
			t.Errorf("%+v at %g, and %s was asked for", b.future, b.futurePrice, contract)
		}
	}
	// A book whose underlying has no usual future takes that of the member.
	b := combined(t, Options{}, spxPart(t), es)
	b.future.Multiplier, b.future.Symbol, b.futurePrice = 0, "", 0
	if b.countInMember(); b.future.Symbol != "ES" || b.future.Multiplier != 50 || b.futurePrice != 6719.75 {
		t.Errorf("%+v at %g", b.future, b.futurePrice)
	}
}

// TestCombinedContractWords: a contract of a combined book is one of its axis.
func TestCombinedContractWords(t *testing.T) {
	b := combined(t, Options{}, spxPart(t), spyPart(t))
	if got, want := b.contractWords(), "100 a contract of SPX, European, settled at the open"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestWorst: the larger of two numbers, of which one that is absent does not count.
func TestWorst(t *testing.T) {
	none := report.None()
	for _, c := range [][3]report.Number{{1, 2, 2}, {2, 1, 2}, {none, 1, 1}, {1, none, 1}, {-2, -1, -1}, {0, -1, 0}, {-1, 0, 0}} {
		if got := worst(c[0], c[1]); got != c[2] {
			t.Errorf("of %v and %v the worst is %v", c[0], c[1], got)
		}
	}
	if worst(none, none).OK() {
		t.Error("nothing is worst of all")
	}
}
