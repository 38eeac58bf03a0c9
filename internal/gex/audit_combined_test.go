package gex

import (
	"math"
	"slices"
	"testing"
	"time"

	"gex/internal/report"
)

// audited is a part with quotes, some of which are crossed or missing, and with vendor's deltas.
func audited(t *testing.T, name string, spot, scale float64, crossed int) Part {
	t.Helper()
	c := namedChain(name, spot, spxLegs(scale))
	for i := range c.Strike {
		c.Bid[i], c.Ask[i], c.Delta[i] = 5*scale, 5.2*scale, 0.4
		if i < crossed {
			c.Bid[i] = 6 * scale
		}
	}
	c.OpenInterest[3] = math.NaN()
	return fitted(t, c, 0.04, 0.013)
}

// TestCombinedAudit: each member's checks are those of its own chain, and the whole has their sums and the worst of them.
func TestCombinedAudit(t *testing.T) {
	spx, spy := audited(t, "SPX", 6700, 1, 2), audited(t, "SPY", 668.52, 0.1, 5)
	spy.Chain.AsOf = spy.Chain.AsOf.Add(-20 * time.Minute)
	b, err := Combine("SPX", []Part{spy, spx}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := Audit(b)
	if got.Combination == nil || len(got.Combination.Members) != 2 {
		t.Fatalf("combination %+v", got.Combination)
	}
	var quotes report.QuoteCounts
	outliers, contracts := 0, 0
	for i, p := range []Part{spx, spy} {
		alone, err := NewBook(p.Chain, p.Surface, Options{})
		if err != nil {
			t.Fatal(err)
		}
		want, row := Audit(alone), got.Combination.Members[i]
		if row.Underlying != p.Chain.Underlying || row.Quotes != want.Quotes || row.Crossed != want.Crossed || row.LeftOut != want.LeftOut || row.Outlying != want.Outlying ||
			jsonOf(t, row.Vendor) != jsonOf(t, want.Vendor) || jsonOf(t, row.SpotGap) != jsonOf(t, want.SpotGap) {
			t.Errorf("%s: %+v, its own check %+v", p.Chain.Underlying, row, want)
		}
		quotes, outliers, contracts = quotes.Plus(want.Quotes), outliers+want.Outlying, contracts+want.Coverage.Contracts
		if have := got.Expiries[2*i : 2*i+2]; jsonOf(t, have) != jsonOf(t, want.Expiries) {
			t.Errorf("%s: expiries %+v, its own %+v", p.Chain.Underlying, have, want.Expiries)
		}
	}
	if got.Quotes != quotes || got.Outlying != outliers || got.Coverage.Contracts != contracts || quotes.Crossed != 7 || got.Crossed != report.Number(7.0/float64(quotes.Contracts)) {
		t.Errorf("of all: %+v", got)
	}
	near(t, "ratio off", float64(got.Combination.RatioOff), 6700/668.52/10-1, 1e-9, 0)
	near(t, "apart", float64(got.Combination.Apart), 20, 1e-9, 0)
	near(t, "limit", float64(got.Combination.Members[1].RatioLimit), 0.05, 0, 0)
	if !slices.ContainsFunc(got.Warnings, func(w report.Warning) bool { return w.Code == "as-of-apart" }) {
		t.Errorf("warnings %+v", got.Warnings)
	}

	one, err := Combine("SPX", []Part{spx}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	alone, err := NewBook(spx.Chain, spx.Surface, Options{})
	if err != nil {
		t.Fatal(err)
	}
	have, want := Audit(one), Audit(alone)
	have.Header, have.Coverage.Members = want.Header, nil
	if jsonOf(t, have) != jsonOf(t, want) {
		t.Errorf("of one part %s\nof its chain %s", jsonOf(t, have), jsonOf(t, want))
	}
}
