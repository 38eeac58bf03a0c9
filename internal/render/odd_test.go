package render

import (
	"bytes"
	"strings"
	"testing"

	"gex/internal/report"
)

// oddReports are the fixtures and other reports that files can lead to.
func oddReports() map[string]*report.Report {
	out := map[string]*report.Report{"spx": spx(), "flowing": flowing(), "stock": stock(), "empty": empty(), "shares": shares()}
	add := func(name string, change func(r *report.Report)) {
		r := flowing()
		change(r)
		out[name] = r
	}
	add("nothing used", func(r *report.Report) {
		*r = *empty()
		r.Regime, r.Coverage = "", report.Coverage{Account: report.Account{Rows: 3, Contracts: 6}}
		r.Warnings = []report.Warning{{Code: "no-exposure", Message: "not one contract is used: there is no exposure, no regime and no level; gex check says why"}}
	})
	add("no flip", func(r *report.Report) {
		r.Levels.ZeroGamma, r.Levels.Flips, r.ZeroMoves = report.None(), nil, report.None()
	})
	add("many flips", func(r *report.Report) {
		for i := range 9 {
			r.Levels.Flips = append(r.Levels.Flips, report.Flip{Spot: report.Number(6690 + i), Direction: report.NegToPos})
		}
	})
	add("no 0DTE", func(r *report.Report) { r.Levels0DTE, r.Buckets = nil, r.Buckets[1:] })
	add("one strike", func(r *report.Report) {
		r.Strikes, r.Levels.CallWall, r.Levels.PutWall, r.Levels.AbsGamma = r.Strikes[:1], 6500, 6500, 6500
	})
	add("no move of a day", func(r *report.Report) { r.DayMove, r.ZeroMoves = report.None(), report.None() })
	add("walls far away", func(r *report.Report) { r.Levels.CallWall, r.Levels.PutWall = 12000, 100 })
	add("flat profile", func(r *report.Report) { clear(r.Profile.GEX) })
	add("holes in the profile", func(r *report.Report) {
		for i := 0; i < len(r.Profile.GEX); i += 3 {
			r.Profile.GEX[i] = report.None()
		}
	})
	add("huge", huge)
	add("rupees", func(r *report.Report) {
		r.Underlying, r.Input.File = "NIFTY", "日経225 option-chain-ED-NIFTY-14-Aug-2025 as downloaded (copy 2) from the exchange's site.csv"
		r.Warnings = append(r.Warnings, report.Warning{Code: "currency", Message: "prices are rupees, and so is every amount that is said to be in $"},
			report.Warning{Code: "columns-ignored", Message: "ignored columns: " + strings.Repeat("one_very_long_name_of_a_column_", 9)})
	})
	return out
}

// huge has numbers of the greatest width.
func huge(r *report.Report) {
	const by = 1e5
	r.Spot, r.FileSpot, r.Carry.QuoteSpot, r.DayMove = r.Spot*by, r.FileSpot*by, r.Carry.QuoteSpot*by, r.DayMove*by
	r.Totals.GEX *= by
	for i := range r.Strikes {
		k := &r.Strikes[i]
		k.Strike, k.CallOI, k.PutOI, k.CallGEX, k.PutGEX, k.GEX = k.Strike*by+0.25, k.CallOI*1e6, k.PutOI*1e6, k.CallGEX*by, k.PutGEX*by, k.GEX*by
	}
	for i := range r.Buckets {
		b := &r.Buckets[i]
		b.OpenInterest, b.Volume, b.CallGEX, b.PutGEX, b.GEX, b.GrossGEX = b.OpenInterest*by, b.Volume*by, b.CallGEX*by, b.PutGEX*by, b.GEX*by, b.GrossGEX*by
	}
	for _, l := range []*report.Levels{&r.Levels, r.Levels0DTE} {
		l.GEX, l.ZeroGamma, l.CallWall, l.PutWall, l.AbsGamma, l.HVL = l.GEX*by, l.ZeroGamma*by, l.CallWall*by, l.PutWall*by, l.AbsGamma*by, l.HVL*by
	}
	for i := range r.Flows.Spot {
		f := &r.Flows.Spot[i]
		f.Spot, f.Shares, f.USD, f.Futures, f.USD0DTE = f.Spot*by, f.Shares*by, f.USD*by, f.Futures*by, f.USD0DTE*by
	}
	for i := range r.Profile.Spot {
		r.Profile.Spot[i], r.Profile.GEX[i] = r.Profile.Spot[i]*by, r.Profile.GEX[i]*by
	}
}

// TestOddReports: the first lines of each say what is odd about it.
func TestOddReports(t *testing.T) {
	reports := oddReports()
	for name, want := range map[string]string{
		"nothing used":     "NO REGIME · ",
		"no flip":          "a 1% drop; no flip",
		"many flips":       "6,690.00 (short below, long above), 6,691.00",
		"no 0DTE":          "0DTE: none left today",
		"one strike":       "call wall           6,500.00   -3.16   -3.51",
		"no move of a day": "KEY LEVELS  S spot\n",
		"walls far away":   "◂P",
		"rupees":           "! currency: prices are rupees",
		"huge":             "net GEX +$421,000B per 1%",
	} {
		text := string(written(t, func(w *bytes.Buffer) error { return Report(w, reports[name], Table, Options{}) }))
		top := text[:min(len(text), 3000)]
		if !strings.Contains(top, want) {
			t.Errorf("%s: no %q in\n%s", name, want, top)
		}
	}
}

// TestFirstScreen: 24 lines of 80 columns show the summary, the levels and the ruler.
func TestFirstScreen(t *testing.T) {
	text := string(written(t, func(w *bytes.Buffer) error { return Report(w, spx(), Table, Options{}) }))
	screen := strings.Join(strings.Split(text, "\n")[:24], "\n")
	for _, want := range []string{
		"SPX 6,712.35", "LONG GAMMA", "dealers sell", "amplify moves", "21.0% of gross GEX", "zero gamma", "-0.51", "put wall", "expected move", "[──",
	} {
		if !strings.Contains(screen, want) {
			t.Errorf("no %q in\n%s", want, screen)
		}
	}
}
