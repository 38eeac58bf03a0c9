package render

import (
	"math"
	"time"

	"gex/internal/report"
)

// newYork is a fixed zone: fixtures need no zone database.
var newYork = time.FixedZone("EST", -5*60*60)

func at(day, hour, minute int) report.Time {
	return report.Time{Time: time.Date(2025, time.November, day, hour, minute, 0, 0, newYork)}
}

func header() report.Header {
	return report.Header{
		Schema: report.Schema, Version: "v0.0.0",
		Input:      report.Input{File: "spx.csv", SHA256: "00ff", Format: "cboe-quotedata"},
		Underlying: "SPX", AsOf: at(20, 9, 52), TradeDate: "2025-11-20",
		Spot: 6712.35, FileSpot: 6712.35, SpotSource: "file",
		Conventions: report.Conventions{
			GEXUnit: "usd_per_1pct", Sign: "naive: dealers long calls, short puts (an assumption)",
			Weight: "open interest", IV: "from quotes: solved from each strike's out-of-the-money leg",
			Carry:   "from parity: each expiry's forward from its calls and puts",
			Wall:    "net: largest positive and most negative net GEX",
			VolRule: "skew-stickiness ratio 1.5: the smile follows spot by -0.5 of its move", Futures: "ES, $50 a point",
			ADV: "$450B a day as of 2025-11-19",
		},
	}
}

// spx is an index in mid-session, with everything a report can have.
func spx() *report.Report {
	r := &report.Report{Header: header(), Regime: report.LongGamma}
	r.Carry = report.Carry{
		Rate: 0.0381, RateSource: "parity", Gap: -0.00014, GapSource: "parity", QuoteSpot: 6711.41,
		QuoteTime: at(20, 9, 37), ExpiriesUsed: 3,
	}
	r.Strikes = strikesOf(6500, 5, 85, 6712.35)
	r.Totals = report.Totals{
		GEX: 4.2134e9, CallGEX: 18.5512e9, PutGEX: -14.3378e9, GrossGEX: 32.889e9, GEX1PctMove: 3.0499e9,
		GEXPerPoint: 62.77e6, DEX: 341.2e9, VEX: 2.871e9, CEX: -912e6,
		CallOI: 7654321, PutOI: 9876543, CallVolume: 1234567, PutVolume: 1345678, Breakeven: 1.29387,
	}
	r.DayMove, r.ZeroMoves = 60.42, -0.511752
	r.Levels = *levelsAt(4.2134e9, report.LongGamma, 6681.4312, 6800, 6500, 6700)
	r.Levels.Flips = []report.Flip{{Spot: 6402.118, Direction: report.PosToNeg}, {Spot: 6681.4312, Direction: report.NegToPos}}
	r.Levels.HVL, r.Levels.MaxPain, r.Levels.MaxPainExpiry = 6650, 6700, "2025-11-20"
	r.Levels.ExpectedMove = &report.ExpectedMove{Expiry: "2025-11-20", Straddle: 48.21, Sigma: 60.42}
	r.Levels.Walls = []report.Wall{{Wall: "call_wall", Strike: 6800, Share: 0.0432, RunnerUp: 6750, RunnerUpShare: 0.0401}, {Wall: "put_wall", Strike: 6500, Share: 0.0287, RunnerUp: 6600, RunnerUpShare: 0.0123}}
	r.Levels.Odds = []report.Odds{
		{Level: "zero_gamma", Expiry: "2025-11-20", Settlement: at(20, 16, 0), CloseBeyond: 0.231, Touch: 0.462},
		{Level: "call_wall", Expiry: "2025-11-20", Settlement: at(20, 16, 0), CloseBeyond: 0.0001, Touch: 0.0002},
		{Level: "zero_gamma", Expiry: "2025-11-21", Settlement: at(21, 16, 0), CloseBeyond: 0.55, Touch: 1},
		{Level: "call_wall", Expiry: "2025-11-21", Settlement: at(21, 16, 0), CloseBeyond: report.None(), Touch: report.None()},
	}
	today := levelsAt(885e6, report.NearZero, 6698.02, 6750, 6650, 6700)
	today.Flips = []report.Flip{{Spot: 6698.02, Direction: report.NegToPos}}
	today.Walls = []report.Wall{{Wall: "call_wall", Strike: 6750, Share: 0.081, RunnerUp: 6725, RunnerUpShare: 0.0799}, {Wall: "put_wall", Strike: 6650, Share: 0.12, RunnerUp: report.None(), RunnerUpShare: report.None()}}
	today.HVL, today.MaxPain, today.MaxPainExpiry, today.ExpectedMove = 6675, 6700, "2025-11-20", r.Levels.ExpectedMove
	r.Levels0DTE = today
	r.Buckets = []report.Bucket{
		bucket("0DTE", 462, 0.21), bucket("1DTE", 412, 0.12), bucket("2-7", 1204, 0.18), bucket("8-30", 5120, 0.3),
		bucket("31-90", 6100, 0.11), bucket("91+", 7204, 0.08),
	}
	for i := range 12 {
		r.Expiries = append(r.Expiries, expiryAfter(i))
	}
	r.Flows.Spot = spotLadder(6712.35, 4.2134e9)
	r.Flows.Vol = []report.VolFlow{
		{VolPoints: -1, Flow: flow(2.866e9, 6712.35)}, {VolPoints: 1, Flow: flow(-2.893e9, 6712.35)},
	}
	r.Flows.Time = []report.TimeFlow{
		{Label: "+30 min", At: at(20, 10, 22), Flow: flow(112.4e6, 6712.35)},
		{Label: "close", At: at(20, 16, 0), Flow: flow(1.1e9, 6712.35), Unwind: 210000, UnwindUSD: 1.4096e9},
		{Label: "next open", At: at(21, 9, 30), Flow: flow(1.3e9, 6712.35), Unwind: -320000, UnwindUSD: -2.148e9},
	}
	r.Flows.Close = &report.TimeFlow{Label: "close", At: at(20, 16, 0), Flow: flow(82.86e6, 6712.35)}
	r.Volatility = []report.Volatility{{Source: "file", Contracts: 20012, GrossGEX: 32.889e9}}
	r.Coverage.Account = report.Account{
		Rows: 10251, Contracts: 20502, Used: 20012, OpenInterest: 17654321, OpenInterestUsed: 17530864,
		LeftOut: []report.LeftOut{
			{Reason: "expired", Contracts: 223, OpenInterest: 111111},
			{Reason: "no-volatility", Contracts: 267, OpenInterest: 12346},
		},
		Repaired: []report.Repaired{{Reason: "cell-unread", Contracts: 3, OpenInterest: 1203, GEXShare: 0.00123}},
	}
	r.Warnings = []report.Warning{
		{Code: "size", Message: "|GEX| is beyond what desks ever report: read the levels, not the size"},
	}
	r.Profile = profileAround(6712.35, 6681.4312)
	return r
}

// flowing is spx whose documents have all that gex flows and gex profile find: see flowsOf and profileOf.
func flowing() *report.Report {
	r := spx()
	for i := range r.Flows.Spot {
		f := &r.Flows.Spot[i].Flow
		f.PctADV, f.Attribution = report.Number(math.Abs(float64(f.USD/4.5e9))), attribution(f.Shares, 0)
	}
	return r
}

// levelsOf is the document of gex levels of a fixture, with an outlook unless nothing is used.
func levelsOf(r *report.Report) *report.LevelsDocument {
	d := r.LevelsDocument()
	switch {
	case !r.Spot.OK():
	case r.Underlying == "ABC":
		d.Outlook = []report.Outlook{outlook("now", "now", report.Time{}, 124000, report.None())}
	default:
		d.Outlook = []report.Outlook{
			outlook("now", "now", report.Time{}, 4.2134e9, 6681.4312),
			outlook("without_today", "without today's expiries", report.Time{}, 4.1e9, 6679),
			outlook("without_monthly", "without the 2025-11-21 monthly", report.Time{}, -120e6, 6722.5),
			outlook("12:00", "12:00", at(20, 12, 0), 4.22e9, 6682.5),
			outlook("14:00", "14:00", at(20, 14, 0), 4.4e9, 6684),
			outlook("15:30", "15:30", at(20, 15, 30), 4.5e9, 6685.5),
			outlook("close", "after the close", at(20, 16, 0), 4.6e9, 6686.25),
		}
	}
	return d
}

// isFlowing reports whether a fixture was made by flowing, or from what that made.
func isFlowing(r *report.Report) bool {
	return len(r.Flows.Spot) > 0 && r.Flows.Spot[0].PctADV.OK()
}

// flowsOf is the document of gex flows of a fixture.
func flowsOf(r *report.Report) *report.FlowsDocument {
	d := r.FlowsDocument()
	if !isFlowing(r) {
		return d
	}
	for _, move := range []report.Number{-1, 0, 1} {
		to := 6712.35 * (1 + move/100)
		for _, points := range []report.Number{-2, 0, 2} {
			f := flow(-4.2134e9*move-1.4e9*points, float64(to))
			f.Attribution = attribution(f.Shares, 16000)
			d.Flows.SpotVol = append(d.Flows.SpotVol, report.GridFlow{MovePct: move, Spot: to, VolPoints: points, Flow: f})
		}
		for _, step := range r.Flows.Time {
			f := flow(-4.2134e9*move+step.USD, float64(to))
			f.Attribution = attribution(f.Shares, 16000)
			d.Flows.SpotTime = append(d.Flows.SpotTime,
				report.GridFlow{MovePct: move, Spot: to, VolPoints: report.None(), Label: step.Label, At: step.At, Flow: f})
		}
		if move != 0 {
			d.Flows.Breakdown = append(d.Flows.Breakdown, share(move, "bucket", "0DTE"), share(move, "bucket", "91+"), share(move, "type", "put"))
		}
	}
	d.Flows.ToClose = []report.CloseStep{
		{At: at(20, 15, 30), Settling: 12345, AM: -7000, Shares: 5345, USD: 35.9e6, Total: 5345, Side: report.Buy},
		{At: at(20, 16, 0), Settling: -2345, AM: -7000, Shares: -9345, USD: -62.7e6, Total: -4000, Side: report.Sell},
	}
	return d
}

// profileOf is the document of gex profile of a fixture.
func profileOf(r *report.Report) *report.ProfileDocument {
	d := r.ProfileDocument()
	if !isFlowing(r) {
		return d
	}
	p := &d.Profile
	for i := range p.Spot {
		p.DEX, p.VEX, p.CEX = append(p.DEX, 300e9+1e9*p.Spot[i]), append(p.VEX, p.GEX[i]/3), append(p.CEX, -p.GEX[i]/1e3)
	}
	p.DEXZero, p.VEXZero, p.CEXZero = []report.Flip{}, r.Levels.Flips, []report.Flip{{Spot: 6681.4312, Direction: report.PosToNeg}}
	return d
}

func flow(usd report.Number, spot float64) report.Flow {
	shares := usd / report.Number(spot)
	return report.Flow{Shares: shares, USD: usd, Futures: shares / 50, PctADV: report.None(), USD0DTE: usd / 10, Side: sideOf(usd)}
}

func attribution(shares, clock report.Number) report.Attribution {
	return report.Attribution{Spot: shares * 0.7, Vol: shares * 0.5, Time: clock, Cross: -shares*0.2 - clock}
}

func share(move report.Number, by, name string) report.FlowShare {
	usd := -1.1e9 * move
	return report.FlowShare{MovePct: move, By: by, Name: name, Shares: usd / 6712, USD: usd, Side: sideOf(usd)}
}

// levelsAt returns levels of which all others are absent.
func levelsAt(gex report.Number, regime report.Regime, zero, call, put, abs report.Number) *report.Levels {
	l := report.NoLevels()
	l.GEX, l.Regime, l.ZeroGamma, l.CallWall, l.PutWall, l.AbsGamma = gex, regime, zero, call, put, abs
	return &l
}

func outlook(scope, label string, at report.Time, gex, zero report.Number) report.Outlook {
	o := report.Outlook{Scope: scope, Label: label, At: at, GammaLevels: levelsAt(gex, report.LongGamma, zero, 6800, 6500, 6700).GammaLevels}
	if zero.OK() {
		o.Flips = []report.Flip{{Spot: zero, Direction: report.NegToPos}}
	}
	return o
}

// stock is a small chain of one expiry: no flip, nothing settling today, no futures, one warning too long for a line.
func stock() *report.Report {
	r := &report.Report{Header: header(), Regime: report.LongGamma}
	r.Conventions.IV, r.Conventions.Carry = "from the file: each leg's own column", "flat with r = 0 and q = 0: F = S e^((r-q)T)"
	r.Carry = report.Carry{RateSource: "flag", Gap: report.None(), QuoteSpot: report.None()}
	r.Underlying, r.Spot, r.SpotSource, r.FileSpot = "ABC", 27.61, "flag", 27.5
	r.Strikes = []report.Strike{strike(25, 0, 12000), strike(27.5, 52000, -31000), strike(30, 91000, 0)}
	r.Totals = report.Totals{
		GEX: 124000, CallGEX: 155000, PutGEX: -31000, GrossGEX: 186000, GEX1PctMove: 123500, GEXPerPoint: 449112,
		DEX: 1.7e6, VEX: 0, CEX: report.None(), CallOI: 1203, PutOI: 417,
		CallVolume: report.None(), PutVolume: report.None(), Breakeven: 5,
	}
	r.DayMove, r.ZeroMoves = 0.7, report.None()
	r.Levels = *levelsAt(124000, report.LongGamma, report.None(), 30, report.None(), 27.5)
	r.Buckets = []report.Bucket{bucket("8-30", 6, 1)}
	r.Buckets[0].Volume = report.None()
	r.Expiries = []report.Expiry{expiryAfter(8)}
	r.Flows.Spot = spotLadder(27.61, 124000)
	for i := range r.Flows.Spot {
		r.Flows.Spot[i].Futures, r.Flows.Spot[i].USD0DTE = report.None(), report.None()
	}
	r.Coverage = report.Coverage{Account: report.Account{Rows: 6, Contracts: 6, Used: 6, OpenInterest: 1620, OpenInterestUsed: 1620}}
	r.Warnings = []report.Warning{{Code: "single-stock", Message: "on single stocks customers often buy calls: the naive " +
		"sign is an assumption here more than anywhere, read the levels and not the size"}}
	r.Profile = profileAround(27.61, 1)
	return r
}

// empty is a chain in which no contract could be used.
func empty() *report.Report {
	n := report.None()
	r := &report.Report{Header: header(), Regime: report.NearZero}
	r.Spot, r.FileSpot = n, n
	r.Carry = report.Carry{Rate: n, RateSource: "none", Gap: n, GapSource: "none", QuoteSpot: n}
	r.Totals = report.Totals{
		GEX: n, CallGEX: n, PutGEX: n, GrossGEX: n, GEX1PctMove: n, GEXPerPoint: n, DEX: n, VEX: n, CEX: n,
		CallOI: n, PutOI: n, CallVolume: n, PutVolume: n, Breakeven: n,
	}
	r.DayMove, r.ZeroMoves = n, n
	r.Levels = report.NoLevels()
	r.Levels.Regime = report.NearZero
	return r
}

// shares is spx in another unit and with dealers short everything, so that both sides of a strike have one sign.
func shares() *report.Report {
	r := spx()
	r.Conventions.GEXUnit, r.Conventions.Sign, r.Regime = "shares_per_usd", "short: dealers short all options", report.ShortGamma
	for i, k := range r.Strikes {
		r.Strikes[i].CallGEX, r.Strikes[i].PutGEX = -k.CallGEX/1000, k.PutGEX/1000
		r.Strikes[i].GEX = r.Strikes[i].CallGEX + r.Strikes[i].PutGEX
	}
	r.Totals.GEX, r.Totals.CallGEX = -r.Totals.GrossGEX/1000, -r.Totals.CallGEX/1000
	r.Totals.PutGEX, r.Totals.GrossGEX = r.Totals.PutGEX/1000, r.Totals.GrossGEX/1000
	for i := range r.Buckets {
		b := &r.Buckets[i]
		b.CallGEX, b.PutGEX, b.GEX, b.GrossGEX = -b.CallGEX/1000, b.PutGEX/1000, -b.GrossGEX/1000, b.GrossGEX/1000
	}
	for i := range r.Expiries {
		e := &r.Expiries[i]
		e.CallGEX, e.PutGEX, e.GEX = -1.1e6, -1.4e6, -2.5e6
	}
	for i, f := range r.Flows.Spot {
		r.Flows.Spot[i].USD, r.Flows.Spot[i].Shares, r.Flows.Spot[i].Side = -f.USD, -f.Shares, sideOf(-f.USD)
	}
	return r
}

func strikesOf(from, step, n int, spot float64) []report.Strike {
	list := make([]report.Strike, n)
	for i := range list {
		k := float64(from + i*step)
		size := 4e8 * math.Exp(-math.Pow((k-spot)/60, 2))
		if int(k)%25 == 0 {
			size *= 3
		}
		lean := 0.5 + (k-spot)/400
		list[i] = strike(report.Number(k), report.Number(size*lean), report.Number(-size*(1-lean)))
	}
	return list
}

func strike(k, call, put report.Number) report.Strike {
	return report.Strike{
		Strike: k, CallOI: 1200 + k, PutOI: 800 + k, CallVolume: 100, PutVolume: 200,
		CallGEX: call, PutGEX: put, GEX: call + put, DEX: 10 * call, VEX: call / 10, CEX: put / 10,
	}
}

func bucket(name string, contracts int, share report.Number) report.Bucket {
	return report.Bucket{
		Bucket: name, Contracts: contracts, OpenInterest: 17530864 * share, Volume: 2580245 * share,
		CallGEX: 18.5512e9 * share, PutGEX: -14.3378e9 * share, GEX: 4.2134e9 * share, GrossGEX: 32.889e9 * share,
		GEX1PctMove: 3.0499e9 * share, Share: share,
	}
}

func expiryAfter(days int) report.Expiry {
	settles := at(20+days, 16, 0)
	return report.Expiry{
		Root: "SPXW", Expiry: settles.Format(time.DateOnly), Settlement: settles, Style: "pm", DTE: days,
		Years: report.Number((float64(days) + 6.13/24) / 365), Forward: 6712.35 + report.Number(days), Rate: 0.045,
		Yield: 0.013, Pairs: 200, ATMVol: 0.18 - 0.002*report.Number(days), Contracts: 400, OpenInterest: 812345,
		CallGEX: 1.1e9, PutGEX: -1.4e9, GEX: -0.3e9, MaxPain: 6700,
	}
}

func spotLadder(spot, gex report.Number) []report.SpotFlow {
	var list []report.SpotFlow
	for _, move := range []report.Number{-5, -2, -1, -0.25, 0, 0.25, 1, 2, 5} {
		to := spot * (1 + move/100)
		usd := -gex * move
		list = append(list, report.SpotFlow{
			MovePct: move, Spot: to, Flow: report.Flow{
				Shares: usd / to, USD: usd, Futures: usd / to / 50, PctADV: report.None(),
				USD0DTE: usd / 5, Side: sideOf(usd),
			},
		})
	}
	return list
}

func sideOf(usd report.Number) report.Side {
	switch {
	case usd > 0:
		return report.Buy
	case usd < 0:
		return report.Sell
	}
	return report.Still
}

func profileAround(spot, zero float64) report.Profile {
	var p report.Profile
	for j := -223; j <= 182; j++ {
		x := spot * math.Exp(float64(j)/1000)
		p.Spot = append(p.Spot, report.Number(x))
		p.GEX = append(p.GEX, report.Number(1e9*math.Tanh((x-zero)/spot*20)))
	}
	return p
}

// contracts are a call and a put that is left out.
func contracts() []report.Contract {
	n := report.None()
	return []report.Contract{
		{
			Line: 5, Root: "SPXW", Expiry: "2025-11-20", Settlement: at(20, 16, 0), Bucket: "0DTE", Strike: 6710,
			Type: "call", Bid: 24.1, Ask: 24.5, Volume: 5210, OpenInterest: 1204, Multiplier: 100, DealerQty: 1204,
			Years: 0.0007, Forward: 6712.35, Vol: 0.182, VolSource: "file", Price: 24.31, Delta: 0.5213, Gamma: 0.0123,
			Vega: 0.7, Theta: -31.2, Vanna: 0.01, Charm: -0.2, GEX: 66.7e6, DEX: 421e6, VEX: 8e3, CEX: -16e4,
		},
		{
			Line: 6, Root: "SPXW", Expiry: "2025-11-20", Settlement: at(20, 16, 0), Bucket: "0DTE", Strike: 6712.5,
			Type: "put", Bid: n, Ask: n, Volume: n, OpenInterest: n, Multiplier: 100, DealerQty: n, Years: 0.0007,
			Forward: 6712.35, Vol: n, Price: n, Delta: n, Gamma: n, Vega: n, Theta: n, Vanna: n, Charm: n, GEX: n,
			DEX: n, VEX: n, CEX: n, LeftOut: "no-open-interest",
		},
	}
}
