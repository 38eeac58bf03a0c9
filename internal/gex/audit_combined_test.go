package gex

import (
	"math"
	"slices"
	"testing"
	"time"

	"gex/internal/bs"
	"gex/internal/report"
	"gex/internal/series"
	"gex/internal/vol"
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

// TestCombinedQuotes: members count their own outliers, and the age of their quotes is that at the time of the axis.
func TestCombinedQuotes(t *testing.T) {
	part := func(name string, spot float64, outlying int, late time.Duration) Part {
		var legs []leg
		for k := 0.9; k < 1.1; k += 0.01 {
			legs = append(legs, leg{false, spot * k, 0.1, math.NaN(), 100, 1}, leg{true, spot * k, 0.1, math.NaN(), 100, 1})
		}
		c := namedChain(name, spot, legs)
		for i := range c.Strike {
			sigma := 0.2
			if n := i/2 - 6; n >= 0 && n < 2*outlying && n%2 == 0 {
				sigma = 0.26
			}
			o := bs.Option{Right: bs.Right(c.Right[i]), Spot: spot, Strike: c.Strike[i], Years: 0.1, Rate: 0.03, Vol: sigma}
			c.Bid[i], c.Ask[i] = o.Price()*0.999, o.Price()*1.001
		}
		c.AsOf = c.AsOf.Add(-late)
		s, err := vol.Fit(c, vol.Options{Rate: series.Constant(0.03)})
		if err != nil {
			t.Fatal(err)
		}
		return Part{Chain: c, Surface: s, Files: []string{name + ".csv"}}
	}
	spx, spy := part("SPX", 6700, 2, 0), part("SPY", 670, 1, 12*time.Minute)
	got := Audit(combined(t, Options{}, spx, spy))
	for i, p := range []Part{spx, spy} {
		alone, err := NewBook(p.Chain, p.Surface, Options{})
		if err != nil {
			t.Fatal(err)
		}
		row, own := got.Combination.Members[i], Audit(alone)
		if row.Outlying != []int{5, 3}[i] || // with their neighbors, which are off the line that they bend
			own.Outlying != row.Outlying {
			t.Errorf("%s: %d outliers, of its own check %d", p.Chain.Underlying, row.Outlying, own.Outlying)
		}
		near(t, "age", float64(row.QuoteAge), float64(own.AgeMinutes)+float64(12*i), 1e-12, 0)
	}
	if got.Outlying != 8 || got.AgeMinutes != max(got.Combination.Members[0].QuoteAge, got.Combination.Members[1].QuoteAge) {
		t.Errorf("%d outliers, %v minutes", got.Outlying, got.AgeMinutes)
	}
}
