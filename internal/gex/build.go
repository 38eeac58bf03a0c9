package gex

import (
	"math"
	"slices"
	"strings"

	"gex/internal/chain"
	"gex/internal/report"
)

// core is what every verb about levels shares, and the ladder it was found on: the
// header, what the regime rests on, the levels of all contracts and their profile.
func (b *Book) core() (*report.LevelsDocument, ladder) {
	return b.coreOf(b.gexByStrike(nil, b.expiries))
}

// coreOf is core for who has the strikes of all contracts already.
func (b *Book) coreOf(strikes []strike) (*report.LevelsDocument, ladder) {
	l := b.newLadder()
	gex := b.wholeProfile(l)
	flips, negligible := b.flips(b.bySpot(b.expiries, nil), b.expiries, l, gex)
	d := &report.LevelsDocument{
		About: b.about(), Totals: b.totals(), Levels: b.levels(b.expiries, b.whole, strikes, flips),
		Profile: report.Profile{Spot: numbers(l.spots), GEX: numbers(gex)}, Negligible: negligible,
	}
	d.Regime = b.regime(float64(d.Totals.GEX), flips)
	d.DayMove, _ = b.inDays(d.Levels.ZeroGamma)
	return d, l
}

// about is what every document of the book begins with.
func (b *Book) about() report.About {
	return report.About{Header: b.header(), Carry: b.carry(), Warnings: b.warnings()}
}

// The Build functions compute the documents of the verbs, each with all that it has but
// for Header.Version, Header.Input and Header.Settings, which are not the book's.

// Build is the whole report.
func Build(b *Book) *report.Report {
	var r *report.Report
	var flows report.Flows
	b.beside(func() { r = b.withoutFlows() }, func(b *Book) { flows = b.desk().flows(false) })
	r.Flows = flows
	r.Mapped = b.mapped(r.Levels, r.Levels0DTE, nil)
	return r
}

// withoutFlows is the report but for its flows.
func (b *Book) withoutFlows() *report.Report {
	strikes := b.byStrike(b.expiries)
	d, l := b.coreOf(strikes)
	r := &report.Report{
		Header: d.Header, Carry: d.Carry, Volatility: b.volatilities(), Coverage: b.coverage(), Totals: d.Totals,
		Regime: d.Regime, Levels: d.Levels, Levels0DTE: b.levels0DTE(l),
		Buckets: b.buckets(), Expiries: b.byExpiry(), Strikes: b.strikeRows(strikes), Profile: d.Profile,
		Warnings: d.Warnings, Negligible: d.Negligible,
	}
	r.DayMove, r.ZeroMoves = b.inDays(d.Levels.ZeroGamma)
	return r
}

// BuildStrikes is exposure by strike.
func BuildStrikes(b *Book) *report.StrikesDocument {
	strikes := b.byStrike(b.expiries)
	d, _ := b.coreOf(strikes)
	return &report.StrikesDocument{About: d.About, Strikes: b.strikeRows(strikes), Levels: d.Levels}
}

// BuildExpiries is exposure by expiry.
func BuildExpiries(b *Book) *report.ExpiriesDocument {
	return &report.ExpiriesDocument{About: b.about(), Expiries: b.byExpiry()}
}

// BuildBuckets is exposure by days to expiry.
func BuildBuckets(b *Book) *report.BucketsDocument {
	return &report.BucketsDocument{About: b.about(), Buckets: b.buckets()}
}

// BuildLevels is the levels and how they move.
func BuildLevels(b *Book) *report.LevelsDocument {
	var d *report.LevelsDocument
	var moves []report.SpotFlow
	var expiries []report.Expiry
	b.beside(func() {
		var l ladder
		d, l = b.core()
		d.Levels0DTE, d.Outlook, d.Buckets, d.Coverage = b.levels0DTE(l), b.outlook(l, d.Profile.GEX, d.Levels), b.buckets(), b.coverage()
	}, func(b *Book) { moves, expiries = b.desk().spotFlows(false), b.byExpiry() })
	d.Moves, d.Expiries = moves, expiries
	d.Mapped = b.mapped(d.Levels, d.Levels0DTE, d.Outlook)
	return d
}

// BuildKeys is the levels of all contracts and of 0DTE alone, with the totals: what one
// key level or a comparison takes.
func BuildKeys(b *Book) *report.LevelsDocument {
	d, l := b.core()
	d.Levels0DTE = b.levels0DTE(l)
	d.Mapped = b.mapped(d.Levels, d.Levels0DTE, nil)
	return d
}

// BuildRow is the levels behind a row of a table of many books, and the facts that
// stand beside them there.
func BuildRow(b *Book) *report.LevelsDocument {
	d := BuildKeys(b)
	d.Coverage, d.Expiries, d.Moves = b.coverage(), b.byExpiry(), b.desk().flowsAfter(rowMoves, false)
	d.Day = b.dayFacts()
	return d
}

// rowMoves are the moves of spot, in percent, whose flows stand in a row.
var rowMoves = []float64{-1, 1}

// BuildFlows is everything about flows, by part and in grids.
func BuildFlows(b *Book) *report.FlowsDocument {
	d, about := b.desk(), b.about()
	f := report.FlowTables{
		Flows: d.flows(true), SpotVol: d.spotVol(), SpotTime: d.spotTime(), ToClose: d.toClose(), Breakdown: d.breakdown(),
	}
	var warnings []report.Warning
	f.Scenarios, f.Expected, warnings = d.namedFlows(true)
	about.Warnings = append(about.Warnings, warnings...)
	about.Warnings = append(about.Warnings, b.addFunds(&f)...)
	return &report.FlowsDocument{About: about, Flows: f}
}

// flows are those that every report has, whole or by part.
func (d *desk) flows(parts bool) report.Flows {
	return report.Flows{Spot: d.spotFlows(parts), Vol: d.volFlows(parts), Time: d.timeFlows(parts), Close: d.closeFlow()}
}

// BuildGreeks is every contract that was asked for.
func BuildGreeks(b *Book) *report.GreeksDocument {
	return &report.GreeksDocument{About: b.about(), Contracts: Contracts(b)}
}

// beside runs two functions at once, the second with a copy of the book, whose caches
// it may fill without a race.
func (b *Book) beside(levels func(), flows func(*Book)) {
	other := *b
	works := []func(){levels, func() { flows(&other) }}
	eachOf(len(works), len(b.row), func(i int) { works[i]() })
}

// header returns what identifies the document: underlying, time, spot in currency per
// unit of the underlying, and the assumptions.
func (b *Book) header() report.Header {
	return report.Header{
		Schema: report.Schema, Underlying: b.chain.Underlying,
		AsOf: report.Time{Time: b.AsOf.In(b.zone())}, TradeDate: b.TradeDate.String(),
		Spot: report.Number(b.Spot), FileSpot: report.Number(b.surface.FileSpot), SpotSource: b.surface.SpotSource,
		Conventions: b.conventions(), Combined: b.opt.members != nil, Members: b.memberRows(),
		DealerBook: b.dealerBook(),
	}
}

// carry returns rate, gap and quote time of the fit: r a fraction a year, the gap
// ln(quotes' spot / file's spot) (docs/theory.md 3.3, 3.5).
func (b *Book) carry() report.Carry {
	s := b.surface
	return report.Carry{
		Rate: report.Number(s.Rate), RateSource: s.RateSource, RateFile: report.Text(s.RateFile), RateDate: report.Text(s.RateDate.String()),
		Gap: report.Number(s.Gap), GapSource: report.Text(s.GapSource),
		QuoteSpot: report.Number(s.QuoteSpot), QuoteTime: report.Time{Time: s.QuoteTime.In(b.zone())}, ExpiriesUsed: s.Used,
	}
}

// totals returns the exposures of all used contracts (docs/theory.md 4.2): GEX in the
// unit of the options, GEX over a 1% move, DEX, VEX and CEX in currency, open interest
// and volume in contracts.
func (b *Book) totals() report.Totals {
	s, others := b.whole, b.otherSum()
	return report.Totals{
		GEX: b.known(s.net()), CallGEX: b.known(s.gex[chain.Call]), PutGEX: b.known(s.gex[chain.Put]),
		GrossGEX: b.known(s.gross), GEX1PctMove: b.known(b.moveGEX(b.batch)), GEXPerPoint: b.known(b.gammaPerPoint()),
		DEX: b.known(others.dex), VEX: b.known(others.vex), CEX: b.known(others.cex),
		CallOI: b.interest(s.oi[chain.Call]), PutOI: b.interest(s.oi[chain.Put]),
		CallVolume: b.volume(s.volume[chain.Call]), PutVolume: b.volume(s.volume[chain.Put]),
		Breakeven: b.breakeven(), PerADV: b.perADV(s.net()),
	}
}

// breakeven returns the break-even ratio (docs/theory.md 4.2),
//
//	Σ m·n·Γ over calls / Σ m·n·Γ over puts
//
// at spot, n the contracts behind each position whoever holds them: dealers who are
// short more puts than that for each call they hold are short gamma. Absent when the
// gamma of puts is 0, and for calls or puts alone. Of a book that the file has it says nothing, and is absent.
func (b *Book) breakeven() report.Number {
	if isColumn(b.opt.Sign) {
		return report.None()
	}
	ratio := b.sides[chain.Call] / b.sides[chain.Put]
	if !(b.sides[chain.Put] > 0) || b.oneSide() || math.IsInf(ratio, 0) { // a denominator next to 0
		return report.None()
	}
	return report.Number(ratio)
}

// oneSide reports whether all used contracts are calls, or all puts.
func (b *Book) oneSide() bool {
	return len(b.put) > 0 && !slices.Contains(b.put, !b.put[0])
}

// gammaPerPoint returns GEX per point, Σ ω Γ S, in currency of delta per +1.00 of spot.
func (b *Book) gammaPerPoint() float64 {
	return b.batch.GammaTo(make([]float64, 1), []float64{b.Spot})[0] * b.Spot
}

// known returns an exposure of the book, absent when no contract is used.
func (b *Book) known(x float64) report.Number {
	if len(b.row) == 0 {
		return report.None()
	}
	return report.Number(x)
}

// interest returns a sum of open interest, absent when the file has no such column.
func (b *Book) interest(oi float64) report.Number {
	if !b.hasInterest {
		return report.None()
	}
	return report.Number(oi)
}

// volume returns a sum of volumes, absent when the file has no such column.
func (b *Book) volume(v float64) report.Number {
	if !b.hasVolume {
		return report.None()
	}
	return report.Number(v)
}

// levels0DTE returns the levels of the 0DTE bucket only, nil when it has no contracts.
func (b *Book) levels0DTE(l ladder) *report.Levels {
	scope := b.in(ZeroDTE)
	if len(scope) == 0 {
		return nil
	}
	levels := b.levels(scope, b.sum(scope...), b.gexByStrike(nil, scope), b.flipsOf(scope, l, nil))
	levels.Bounds = b.bounds(scope)
	return &levels
}

// buckets returns the exposures by days to expiry; empty buckets are left out. Share is
// gross GEX over that of the book.
func (b *Book) buckets() []report.Bucket {
	out := []report.Bucket{}
	moves := b.bucketMoves()
	for bucket := range Bucket(nBuckets) {
		in := b.in(bucket)
		if len(in) == 0 {
			continue
		}
		s := b.sum(in...)
		out = append(out, report.Bucket{
			Bucket: bucket.String(), Contracts: s.contracts,
			OpenInterest: b.interest(s.oi[chain.Call] + s.oi[chain.Put]),
			Volume:       b.volume(s.volume[chain.Call] + s.volume[chain.Put]),
			CallGEX:      report.Number(s.gex[chain.Call]), PutGEX: report.Number(s.gex[chain.Put]),
			GEX: report.Number(s.net()), GrossGEX: report.Number(s.gross),
			GEX1PctMove: report.Number(moves[bucket]), Share: share(s.gross, b.whole.gross),
		})
	}
	return out
}

// bucketMoves returns GEX over a 1% move of each bucket that has contracts. That takes a
// batch of its own, repriced at two spots: the largest comes first, in whose memory the
// others fit.
func (b *Book) bucketMoves() (moves [nBuckets]float64) {
	m := memories.Get().(*memory)
	defer memories.Put(m)
	var scopes [nBuckets][]expiry
	var sizes [nBuckets]int
	for bucket := range Bucket(nBuckets) {
		scopes[bucket] = b.in(bucket)
		for _, e := range scopes[bucket] {
			sizes[bucket] += e.hi - e.lo
		}
	}
	for range nBuckets {
		largest := 0
		for bucket, n := range sizes {
			if n > sizes[largest] {
				largest = bucket
			}
		}
		if sizes[largest] > 0 {
			moves[largest] = b.moveGEX(b.price(&m.pricer, scopes[largest]))
		}
		sizes[largest] = 0
	}
	return moves
}

// byExpiry returns fit and exposures by expiry, in order of settlement: years ACT/365,
// rates and volatilities as fractions a year, forward and max pain as prices.
func (b *Book) byExpiry() []report.Expiry {
	out := make([]report.Expiry, 0, len(b.expiries))
	var held []holding
	for _, e := range b.expiries {
		if n := len(out); b.opt.members.several() && n > 0 && out[n-1].Settlement.Equal(b.chain.Expiries[e.of].Settlement) {
			b.addExpiry(&out[n-1], e)
			continue
		}
		held = b.holdings(held, e) // open interest by strike, for max pain
		x, fit, s := b.chain.Expiries[e.of], b.surface.Expiries[e.of], b.sum(e)
		out = append(out, report.Expiry{
			Root: x.Root.Name, Expiry: x.Date.String(), Settlement: report.Time{Time: x.Settlement.In(b.zone())},
			Style: x.Root.Settlement.String(), DTE: e.days, Years: report.Number(fit.Years),
			Forward: report.Number(fit.Forward), Rate: report.Number(fit.Rate), Yield: report.Number(fit.ClearYield()),
			Pairs: fit.Pairs, ATMVol: report.Number(fit.ATMVol),
			Contracts: s.contracts, OpenInterest: b.interest(s.oi[chain.Call] + s.oi[chain.Put]),
			CallGEX: report.Number(s.gex[chain.Call]), PutGEX: report.Number(s.gex[chain.Put]), GEX: report.Number(s.net()),
			MaxPain: b.maxPain(held),
		})
	}
	return out
}

// addExpiry adds an expiry of a combined book to the row of another one that settles at the same instant; carry, volatility
// and max pain stay those of the first.
func (b *Book) addExpiry(to *report.Expiry, e expiry) {
	s := b.sum(e)
	if root := b.chain.Expiries[e.of].Root.Name; !slices.Contains(strings.Split(to.Root, "+"), root) {
		to.Root += "+" + root
	}
	to.Contracts += s.contracts
	to.OpenInterest += b.interest(s.oi[chain.Call] + s.oi[chain.Put])
	to.CallGEX += report.Number(s.gex[chain.Call])
	to.PutGEX += report.Number(s.gex[chain.Put])
	to.GEX += report.Number(s.net())
}

// strikeRows returns the exposures by strike, ascending.
func (b *Book) strikeRows(strikes []strike) []report.Strike {
	out := []report.Strike{}
	strikes = slices.Clone(strikes)
	others := b.othersByStrike() // every strike of the book has a contract: both have one order
	for j := range strikes {
		strikes[j].other = others[j]
	}
	byMember := b.strikesByMember()
	for _, s := range b.binned(strikes) {
		out = append(out, report.Strike{
			Strike: report.Number(s.k),
			CallOI: b.interest(s.oi[chain.Call]), PutOI: b.interest(s.oi[chain.Put]),
			CallVolume: b.volume(s.volume[chain.Call]), PutVolume: b.volume(s.volume[chain.Put]),
			CallGEX: report.Number(s.gex[chain.Call]), PutGEX: report.Number(s.gex[chain.Put]), GEX: report.Number(s.net()),
			DEX: report.Number(s.other.dex), VEX: report.Number(s.other.vex), CEX: report.Number(s.other.cex),
			Members: byMember[s.k],
		})
	}
	return out
}

// numbers converts a column for the report.
func numbers(x []float64) []report.Number {
	out := make([]report.Number, len(x))
	for i, v := range x {
		out[i] = report.Number(v)
	}
	return out
}

// deskScale is the largest |GEX| of SPX that desks estimate, in US$ per 1%
// (docs/theory.md 4.1).
const deskScale = 10e9

// fileWarnings returns the warnings of reading and of the fit, and those about
// positions and volatilities (suspect.go).
func (b *Book) fileWarnings() []report.Warning {
	out := []report.Warning{}
	for _, list := range [][]chain.Warning{b.chain.Notes, b.surface.Warnings} {
		for _, w := range list {
			out = append(out, report.Warning{Code: w.Code, Message: w.Message})
		}
	}
	if c := b.venue().Currency; !c.InDollars() {
		out = append(out, report.Warning{Code: "currency", Message: "prices and amounts are in " + c.Plural + ", in JSON and csv also under keys that say usd"})
	}
	return append(out, b.exposureWarnings()...)
}

// warnings returns those, and the ones about coverage, the sign, and an empty book.
func (b *Book) warnings() []report.Warning {
	if b.opt.members != nil {
		return b.memberWarnings()
	}
	out := b.fileWarnings()
	out = append(out, b.coverageWarnings()...)
	if b.opt.Beta != 0 && b.rule.ssr != 1 {
		out = append(out, report.Warning{Code: "vol-rule-and-beta", Message: "the volatility rule and the spot-vol beta both move volatility with spot: the effect is counted twice"})
	}
	switch {
	case isColumn(b.opt.Sign): // positions are known, not assumed
	case b.chain.Underlying == "SPX" && math.Abs(b.gammaPerPoint())*b.Spot*0.01 > deskScale:
		out = append(out, report.Warning{Code: "size-is-an-assumption", Message: "far above typical desk estimates (about $10B per 1%): " +
			"the " + b.signName() + " sign inflates size; trust levels, not size"})
	case b.singleStock():
		out = append(out, report.Warning{Code: "sign-on-single-stock", Message: "customers of single-stock options also buy calls: " +
			"the naive sign inflates size; trust levels, not size"})
	}
	switch {
	case len(b.row) == 0:
		out = append(out, report.Warning{Code: "no-exposure", Message: "no contract is used, so there is no exposure, regime or level; gex check says why"})
	case b.whole.gross == 0:
		out = append(out, report.Warning{Code: "no-exposure", Message: "no used contract has a position, so there is no exposure and no level"})
	}
	return out
}

// signName is naive, or assumed for the other signs.
func (b *Book) signName() string {
	if b.opt.Sign == "naive" {
		return "naive"
	}
	return "assumed"
}

// funds are the exchange-traded funds whose options trade like an index's.
var funds = map[string]bool{"SPY": true, "QQQ": true, "IWM": true, "DIA": true}

// singleStock reports whether the naive sign is doubtful for the underlying: a stock,
// neither an index nor one of the funds.
func (b *Book) singleStock() bool {
	return !b.root().CashSettled && !funds[b.chain.Underlying] && b.opt.Sign == "naive"
}
