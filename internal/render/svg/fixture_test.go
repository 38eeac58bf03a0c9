package svg

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"gex/internal/report"
)

var newYork = time.FixedZone("EST", -5*60*60)

// shape is a chain to draw: what a test varies.
type shape struct {
	underlying   string
	spot         float64
	strikes      int     // around spot
	step         float64 // between them
	days         []int   // to each expiry
	roots        []string
	scale        float64 // of exposures
	call, put    float64 // signs
	flips        []float64
	unit         string
	volEffect    bool
	file         string
	withoutWalls bool
}

func spx() shape {
	return shape{
		underlying: "SPX", spot: 6712.35, strikes: 81, step: 5, days: []int{0, 1, 1, 4, 5, 8, 15, 29, 57, 120},
		roots: []string{"SPXW", "SPX"}, scale: 4e9, call: 1, put: -1, flips: []float64{6661.17}, unit: "usd_per_1pct", file: "spx.csv",
	}
}

// hill is 1 at x = 0 and falls off on both sides.
func hill(x float64) float64 { return 1 / (1 + float64(x*x)) }

// report returns one whose sums agree; its profile and flows are made up.
func (s shape) report() *report.Pictures {
	r := &report.Pictures{Report: report.Report{Header: report.Header{
		Schema: report.Schema, Version: "v0.0.0", Underlying: s.underlying, TradeDate: "2025-11-20",
		Input: report.Input{File: s.file, SHA256: "00ff", Format: "long"},
		AsOf:  report.Time{Time: time.Date(2025, time.November, 20, 9, 52, 0, 0, newYork)},
		Spot:  report.Number(s.spot), FileSpot: report.Number(s.spot), SpotSource: "file",
		Conventions: report.Conventions{
			GEXUnit: s.unit, Sign: "naive: dealers long calls, short puts (an assumption)", Weight: "open interest",
			IV: "from quotes: of each strike", Filters: "none",
		},
	}}}
	r.Levels.ZeroGamma, r.Levels.CallWall, r.Levels.PutWall = report.None(), report.None(), report.None()
	r.Coverage.Contracts = 2 * s.strikes * len(s.days)
	r.Coverage.Used = r.Coverage.Contracts
	s.surface(r)
	s.profile(r)
	s.flows(r)
	s.vols(r)
	return r
}

// vols adds smiles, a term structure and the other exposures by spot: the four sources of volatilities in turn, one strike without
// a bid, and an expiry whose variance falls.
func (s shape) vols(r *report.Pictures) {
	for e, slice := range r.Surface {
		years := (float64(slice.DTE) + 0.25) / 365
		p := report.TermPoint{
			Root: slice.Root, Expiry: slice.Expiry, Settlement: slice.Settlement, Bucket: slice.Bucket, DTE: slice.DTE, Years: report.Number(years),
			Forward: r.Spot, ATMVol: report.Number(0.12 + 0.02*math.Sqrt(years)), ForwardVol: report.None(), ForwardYears: report.None(),
		}
		p.Move = r.Spot * p.ATMVol * report.Number(math.Sqrt(years))
		if e > 0 {
			p.ForwardVol, p.ForwardYears = p.ATMVol+report.Number(e%3)*0.04, r.Term[e-1].Years
		}
		r.Term = append(r.Term, p)
		if e > 3 {
			continue
		}
		smile := report.Smile{
			Root: p.Root, Expiry: p.Expiry, Settlement: p.Settlement, Bucket: p.Bucket, DTE: p.DTE, Years: p.Years, Forward: p.Forward, ATMVol: p.ATMVol,
		}
		for i, k := range r.Strikes {
			vol := report.Number(float64(p.ATMVol) + 2*math.Abs(float64(k.Strike/r.Spot-1)))
			at := report.SmileStrike{Strike: k.Strike, Vol: vol, Bid: vol * 0.97, Ask: vol * 1.03, Source: []string{fromQuote, fromTwin, fromFile, "interpolated"}[i%4]}
			if i%5 == 0 {
				at.Bid = report.None()
			}
			if i%4 > 1 {
				at.Bid, at.Ask = report.None(), report.None()
			}
			smile.Strikes = append(smile.Strikes, at)
		}
		r.Smiles = append(r.Smiles, smile)
	}
	r.Curves = &report.Curves{Profile: report.Profile{Spot: r.Profile.Spot}}
	for i := range r.Profile.Spot {
		y := report.Number(s.scale) * report.Number(i-150)
		r.Curves.DEX, r.Curves.VEX, r.Curves.CEX = append(r.Curves.DEX, y), append(r.Curves.VEX, -y/10), append(r.Curves.CEX, report.Number(s.scale))
	}
	r.Curves.DEXZero = []report.Flip{{Spot: r.Profile.Spot[150], Direction: report.NegToPos}}
	r.Curves.VEXZero = []report.Flip{{Spot: r.Profile.Spot[150], Direction: report.PosToNeg}, {Spot: r.Profile.Spot[222], Direction: report.NegToPos}}
}

func (s shape) surface(r *report.Pictures) {
	byStrike := make([]report.Strike, s.strikes)
	today := make([]report.Cell, s.strikes)
	gross := 0.0
	for e, days := range s.days {
		bucket := "8-30"
		if days == 0 {
			bucket = "0DTE"
		}
		date := time.Date(2025, time.November, 20+days, 16, 0, 0, 0, newYork)
		slice := report.Slice{
			Root: s.roots[e%len(s.roots)], Expiry: date.Format(time.DateOnly), Settlement: report.Time{Time: date}, Bucket: bucket, DTE: days,
		}
		for i := range s.strikes {
			k := (math.Round(s.spot/s.step) + float64(i-s.strikes/2)) * s.step
			away := (k/s.spot - 1) * 100
			size := s.scale * float64(1+(i*7+e*3)%5) / 5 / float64(1+e)
			call, put := size*s.call*hill(away-1), size*s.put*hill(away+1)
			cell := report.Cell{Strike: report.Number(k), CallGEX: report.Number(call), PutGEX: report.Number(put), GEX: report.Number(call + put)}
			slice.Cells = append(slice.Cells, cell)
			slice.CallGEX += cell.CallGEX
			slice.PutGEX += cell.PutGEX
			slice.GEX += cell.GEX
			slice.GrossGEX += report.Number(math.Abs(call) + math.Abs(put))
			sum := &byStrike[i]
			sum.Strike, sum.CallOI, sum.PutOI = cell.Strike, 12345, 23456
			sum.CallGEX += cell.CallGEX
			sum.PutGEX += cell.PutGEX
			sum.GEX += cell.GEX
			if days == 0 {
				today[i].Strike = cell.Strike
				today[i].CallGEX += cell.CallGEX
				today[i].PutGEX += cell.PutGEX
				today[i].GEX += cell.GEX
			}
		}
		gross += float64(slice.GrossGEX)
		r.Surface = append(r.Surface, slice)
		r.Totals.GEX += slice.GEX
		r.Totals.GrossGEX += slice.GrossGEX
	}
	for i := range r.Surface {
		r.Surface[i].Share = r.Surface[i].GrossGEX / report.Number(gross)
	}
	r.Strikes = byStrike
	if len(s.days) > 0 && s.days[0] == 0 {
		r.Strikes0DTE = today
	}
	if !s.withoutWalls {
		r.Levels.CallWall, r.Levels.PutWall = byStrike[s.strikes*3/4].Strike, byStrike[s.strikes/4].Strike
	}
	r.Regime = report.LongGamma
	if r.Totals.GEX < 0 {
		r.Regime = report.ShortGamma
	}
}

// profile returns one that changes sign at the flips.
func (s shape) profile(r *report.Pictures) {
	for j := -223; j <= 182; j++ {
		x := s.spot * (1 + float64(j)/1000)
		y := s.scale * float64(r.Totals.GEX) / math.Abs(float64(r.Totals.GEX))
		for _, f := range s.flips {
			y *= math.Tanh(40 * (x/f - 1))
		}
		r.Profile.Spot, r.Profile.GEX = append(r.Profile.Spot, report.Number(x)), append(r.Profile.GEX, report.Number(y))
	}
	up := report.NegToPos
	if r.Profile.GEX[0] > 0 {
		up = report.PosToNeg
	}
	best := math.Inf(1)
	for _, f := range s.flips {
		r.Levels.Flips = append(r.Levels.Flips, report.Flip{Spot: report.Number(f), Direction: up})
		up = map[report.Direction]report.Direction{report.NegToPos: report.PosToNeg, report.PosToNeg: report.NegToPos}[up]
		if d := math.Abs(f/s.spot - 1); d < best {
			best, r.Levels.ZeroGamma = d, report.Number(f)
		}
	}
}

func (s shape) flows(r *report.Pictures) {
	for move := -5.0; move <= 5; move += 0.25 {
		shares := report.Number(-s.scale / s.spot * move * (1 + 0.3*move))
		spot := report.Number(s.spot * (1 + move/100))
		f := report.Flow{Shares: shares, USD: shares * spot, USD0DTE: shares * spot / 4, Side: report.Buy, Attribution: report.Attribution{Spot: shares}}
		if shares < 0 {
			f.Side = report.Sell
		}
		if s.volEffect {
			f.Attribution = report.Attribution{Spot: shares / 2, Vol: shares / 3, Time: shares / 12, Cross: shares / 12}
		}
		if len(s.days) == 0 || s.days[0] > 0 {
			f.USD0DTE = 0
		}
		r.Flows.Spot = append(r.Flows.Spot, report.SpotFlow{MovePct: report.Number(move), Spot: spot, Flow: f})
		r.Linear = append(r.Linear, report.LinearFlow{MovePct: report.Number(move), USD: report.Number(-s.scale * move)})
	}
}

// chains are the shapes that are drawn.
func chains() map[string]*report.Pictures {
	with := func(change func(*shape)) *report.Pictures {
		s := spx()
		change(&s)
		return s.report()
	}
	out := map[string]*report.Pictures{
		"index":   spx().report(),
		"no flip": with(func(s *shape) { s.flips = nil }),
		"nine flips": with(func(s *shape) {
			s.flips = []float64{6400, 6410, 6420.5, 6600, 6601, 6699, 6711, 6713, 6720}
		}),
		"flips beyond": with(func(s *shape) { s.flips = []float64{5600, 6600, 7900} }),
		"no 0DTE":      with(func(s *shape) { s.days = []int{3, 10} }),
		"one strike and expiry": with(func(s *shape) {
			s.strikes, s.days, s.flips, s.withoutWalls = 1, []int{30}, nil, true
		}),
		"one strike far away": with(func(s *shape) {
			s.strikes, s.days, s.step, s.flips, s.withoutWalls = 1, []int{30}, 5000, nil, true
		}),
		"one expiry": with(func(s *shape) { s.days, s.flips = []int{0}, []float64{6700} }),
		"one expiry, long": with(func(s *shape) {
			s.days, s.call, s.put, s.flips = []int{0}, 1, 1, nil
		}),
		"huge numbers":  with(func(s *shape) { s.scale = 3.7e16 }),
		"tiny numbers":  with(func(s *shape) { s.scale = 3.7e-3 }),
		"300 strikes":   with(func(s *shape) { s.strikes = 301 }),
		"negative only": with(func(s *shape) { s.call, s.put, s.flips = -1, -1, nil }),
		"sign long":     with(func(s *shape) { s.call, s.put, s.flips = 1, 1, nil }),
		"shares":        with(func(s *shape) { s.unit = "shares_per_usd" }),
		"point":         with(func(s *shape) { s.unit = "usd_per_point" }),
		"vanna":         with(func(s *shape) { s.volEffect = true }),
		"long names": with(func(s *shape) {
			s.underlying = "AN UNDERLYING <WITH> A \"LONG\" & ODD NAME THAT NO EXCHANGE WOULD GIVE"
			s.file = "a-file-with-a-name-that-says-everything-about-what-is-in-it-and-when-it-was-made-and-by-whom-and-why.csv.gz"
		}),
		"walls at spot": with(func(s *shape) { s.spot = 6700; s.flips = []float64{6700} }),
		"penny stock": with(func(s *shape) {
			s.underlying, s.spot, s.step, s.strikes, s.flips, s.roots = "PNY", 0.73, 0.05, 11, []float64{0.71}, []string{"PNY"}
		}),
		"single stock": with(func(s *shape) {
			s.underlying, s.spot, s.step, s.flips, s.roots, s.scale = "NVDA", 150.28, 2.5, []float64{126.53}, []string{"NVDA"}, 2e7
		}),
		"many expiries": with(func(s *shape) {
			s.days = nil
			for i := range 70 {
				s.days = append(s.days, i*9)
			}
		}),
		"nothing used": nothingUsed(),
	}
	r := spx().report()
	r.Flows = report.Flows{}
	r.Profile = report.Profile{}
	r.Surface = nil
	out["no parts"] = r
	histories, days := timelines(), tapes()
	for i, name := range slices.Sorted(maps.Keys(out)) {
		r := out[name]
		r.Sensitivity = varied(r)
		r.Timeline = histories[slices.Sorted(maps.Keys(histories))[i%len(histories)]]
		r.Tape = days[slices.Sorted(maps.Keys(days))[i%len(days)]]
	}
	return out
}

// nothingUsed is the report of a chain that has expired.
func nothingUsed() *report.Pictures {
	s := spx()
	r := &report.Pictures{Report: report.Report{Header: s.report().Header}}
	none := report.None()
	r.Coverage.Contracts = 412
	r.Totals = report.Totals{GEX: none, CallGEX: none, PutGEX: none, GrossGEX: none, GEX1PctMove: none, GEXPerPoint: none}
	r.Levels = report.NoLevels()
	for j := -223; j <= 182; j++ {
		r.Profile.Spot, r.Profile.GEX = append(r.Profile.Spot, report.Number(s.spot*(1+float64(j)/1000))), append(r.Profile.GEX, none)
	}
	return r
}

// pictures calls a test for every kind of every chain, in sizes and windows that matter.
func pictures(check func(name string, o Options, r *report.Pictures)) {
	for pair, r := range pairs() {
		for _, k := range BothKinds() {
			for _, o := range []Options{{Kind: k, Width: 1240, Height: 440, Plain: true}, {Kind: k, Width: plainWidth, Height: plainHeight, Plain: true}, {Kind: k, Width: 660, Height: 430, Plain: true, Window: 0.01}} {
				check(fmt.Sprintf("%s: %s %dx%d window %g", pair, k, o.Width, o.Height, o.Window), o, r)
			}
		}
	}
	for chain, r := range chains() {
		for _, k := range Kinds() {
			w, h := MinSize(k)
			W, H := Size(k)
			all := []Options{
				{Kind: k, Width: W, Height: H}, {Kind: k, Width: w, Height: h}, {Kind: k, Width: W, Height: H, Window: 0.01},
				{Kind: k, Width: w, Height: h, Window: 0.1}, {Kind: k, Width: 2400, Height: 1900, Window: 0.004},
				{Kind: k, Width: plainWidth, Height: plainHeight, Plain: true}, {Kind: k, Width: 620, Height: 430, Plain: true},
			}
			if k == All {
				all = all[:2]
			}
			for _, o := range all {
				check(fmt.Sprintf("%s: %s %dx%d window %g plain %v", chain, k, o.Width, o.Height, o.Window, o.Plain), o, r)
			}
		}
	}
}

// pairs are books with an earlier one beside them: moved, of other strikes, without a flip on one side, far apart.
func pairs() map[string]*report.Pictures {
	all := chains()
	pair := func(before, after string) *report.Pictures {
		was, is := *all[before], *all[after]
		is.Before = &was
		d := &report.Diff{Since: was.AsOf, Before: was.Input, SpotBefore: was.Spot, GEXBefore: was.Totals.GEX, GEX: is.Totals.GEX, Change: is.Totals.GEX - was.Totals.GEX}
		for i, name := range report.EffectNames {
			d.Effects = append(d.Effects, report.Effect{Effect: name, GEX: d.Change * report.Number([]float64{3, -4, 0, 1, 0.5, 1.5, -1, 0}[i])})
		}
		for _, k := range is.Strikes {
			d.Strikes = append(d.Strikes, report.StrikeChange{Strike: k.Strike, GEX: k.GEX, Change: 1e6})
		}
		is.Diff = d
		return &is
	}
	return map[string]*report.Pictures{
		"same": pair("index", "index"), "moved": pair("walls at spot", "one expiry"), "no flip": pair("index", "no flip"), "stock": pair("single stock", "single stock"),
		"one strike": pair("one strike and expiry", "300 strikes"), "far": pair("penny stock", "penny stock"), "none": pair("nothing used", "index"),
		"long names": pair("long names", "long names"), "huge": pair("tiny numbers", "huge numbers"), "nine flips": pair("nine flips", "flips beyond"),
	}
}

// varied has bands of every group around the flip, or around GEX where there is none; one is open, and one has no width.
func varied(r *report.Pictures) *report.Sensitivity {
	s := &report.Sensitivity{}
	quantity, base := report.QuantityFlip, r.Levels.ZeroGamma
	if !base.OK() {
		quantity, base = report.QuantityGEX, r.Totals.GEX
	}
	if !base.OK() {
		return s
	}
	size := max(base, -base)
	for i, g := range append(slices.Clone(report.SensitivityGroups), report.BandQuotes) {
		s.Bands = append(s.Bands, report.Band{Quantity: quantity, Group: g, Low: base - 0.003*report.Number(i)*size, High: base + 0.001*report.Number(i*i)*size, Open: i == 3})
	}
	return s
}
