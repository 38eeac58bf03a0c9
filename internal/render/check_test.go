package render

import (
	"bytes"
	"encoding/csv"
	"io"
	"slices"
	"testing"

	"gex/internal/fault"
	"gex/internal/report"
)

// checkOf is the check of a fixture's chain: more expiries and outliers than a page shows.
func checkOf(r *report.Report) *report.Check {
	c := &report.Check{
		Header: r.Header, Coverage: r.Coverage, Carry: r.Carry,
		Quotes:   report.QuoteCounts{Contracts: 20279, Crossed: 3, None: 228, OneSided: 1106, Wide: 46, Usable: 18896},
		Warnings: r.Warnings,
	}
	for i := range 17 {
		e := expiryAfter(i)
		c.Expiries = append(c.Expiries, report.ExpiryCheck{
			Root: e.Root, Expiry: e.Expiry, Style: e.Style, Contracts: 400 - i, Usable: 360 - i, Pairs: 170 - i, Forward: e.Forward,
			Borrow: report.None(), Dividends: report.None(), CallPremium: report.None(), PutPremium: report.None(), Misfit: report.None(),
			ForwardSource: "parity", Yield: e.Yield, ATMVol: e.ATMVol, QuoteTime: at(20, 9, 37), InferredTime: at(20, 9, 34+i),
			AgeMinutes: report.Number(18 - i), VolRatio: 1 + report.Number(i)/1000,
			Delta: report.Difference{Contracts: 400 - i, Median: 0.0008, Worst: -0.0068, Line: 162 + i},
			Gamma: report.Difference{Contracts: 399 - i, Median: 0.0019, Worst: 0.0219, Line: 171 + i}, Outliers: i,
		})
	}
	for i := range 23 {
		c.Outliers = append(c.Outliers, report.Outlier{
			Line: 700 + i, Root: "SPXW", Expiry: "2025-11-21", Strike: 5000 + 2.5*report.Number(i), Vol: 0.31, Expected: 0.265, Source: "quote",
		})
	}
	c.Vendor = report.Vendor{
		Delta: report.Difference{Contracts: 6664, Median: 0.0008, Worst: -0.0068, Line: 162},
		Gamma: report.Difference{Contracts: 6647, Median: 0.0019, Worst: 0.0219, Line: 171},
	}
	return c
}

// failedCheck has conditions that hold, that do not, and that nothing is known of.
func failedCheck() *report.Check {
	c := checkOf(spx())
	number := func(n report.Number) report.Scalar { return report.Scalar{Number: n} }
	c.Requirements = []report.Requirement{
		{Condition: "spot_gap <= 0.005", Left: number(0.007095), Right: number(0.005), Detail: "spot_gap is 0.007095"},
		{Condition: "vendor.delta.median <= 0.01", Left: number(report.None()), Right: number(0.01), Detail: "vendor.delta.median is null"},
		{Condition: "input.format=long", Left: report.Scalar{Word: "long"}, Right: report.Scalar{Word: "long"}, OK: true, Detail: "input.format is long"},
	}
	c.Failed = []report.Failure{{Flag: "max-gap", Value: 0.007095, Limit: 0.005}, {Flag: "max-delta", Value: report.None(), Limit: 0.01}}
	return c
}

// bareCheck is the check of a file without quotes, greeks and warnings.
func bareCheck() *report.Check {
	n := report.None()
	c := checkOf(empty())
	c.Quotes, c.Expiries, c.Outliers, c.Vendor = report.QuoteCounts{Contracts: 2, None: 2}, c.Expiries[:1], nil, report.Vendor{}
	nothing := report.Difference{Median: n, Worst: n}
	c.Vendor.Delta, c.Vendor.Gamma = nothing, nothing
	e := &c.Expiries[0]
	e.ForwardSource, e.InferredTime, e.VolRatio, e.AgeMinutes, e.Delta, e.Gamma = "carry", report.Time{}, n, 3000, nothing, nothing
	return c
}

func TestCheckGoldens(t *testing.T) {
	for name, c := range map[string]*report.Check{"check": checkOf(spx()), "check-failed": failedCheck(), "check-bare": bareCheck()} {
		golden(t, name+".txt", written(t, func(w *bytes.Buffer) error { return Check(w, c, Table, Options{Spell: fault.AsFlag}) }))
	}
	for _, f := range []Format{Markdown, CSV, JSON} {
		golden(t, "check."+string(f), written(t, func(w *bytes.Buffer) error { return Check(w, failedCheck(), f, Options{Spell: fault.AsFlag}) }))
	}
}

// TestCheckCSVNamesEveryColumn: a struct inside a row must not lose a field.
func TestCheckCSVNamesEveryColumn(t *testing.T) {
	out := written(t, func(w *bytes.Buffer) error { return Check(w, checkOf(spx()), CSV, Options{}) })
	rows, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
	if err != nil || len(rows) != 18 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, name := range []string{"root", "age_minutes", "delta_contracts", "delta_worst", "gamma_line", "outliers"} {
		if !slices.Contains(rows[0], name) {
			t.Errorf("no column %s in %v", name, rows[0])
		}
	}
}

func TestAge(t *testing.T) {
	for minutes, want := range map[report.Number]string{
		0: "0 min", -5.2: "-5 min", 15: "15 min", 119.9: "120 min", 120: "2.0 h", 995.6: "16.6 h", 2880: "2.0 d", -4320: "-3.0 d",
	} {
		if got := age(minutes); got != want {
			t.Errorf("age(%v) = %q, want %q", float64(minutes), got, want)
		}
	}
	if got := age(report.None()); got != absent {
		t.Errorf("age of nothing = %q", got)
	}
}

// checks are Check as one of the views, so that what holds for all of them is tested of it too.
func checks(w io.Writer, r *report.Report, f Format, o Options) error {
	return Check(w, checkOf(r), f, o)
}
