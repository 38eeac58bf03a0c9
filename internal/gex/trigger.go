package gex

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"gex/internal/bs/kernel"
	"gex/internal/chain"
	"gex/internal/fault"
	"gex/internal/report"
	"gex/internal/series"
)

// Trigger is an order that a price sets off: it fires once, when spot falls to its level or below if that is below spot, or rises
// to it.
type Trigger struct {
	Level float64 // a price
	USD   float64 // currency bought; < 0: sold
	Label string
}

// staleAfter is the age of a snapshot of triggers, against the chain, from which it is stale.
const staleAfter = time.Hour

// placed are the triggers of a file around the spot of a book.
type placed struct {
	list     []Trigger // by level
	ladder   report.TriggerLadder
	warnings []chain.Warning
}

// place puts the rows of a file around the spot of the book: longs are liquidated below it, shorts above. Rows on the other side
// have fired already and are left out; those beyond the range are kept. Liquidations within one step of the spot ladder become
// one trigger at their mean level, weighted by currency; orders of a plain list stay as they are.
//
// Errors, fault.Input: no row is of the underlying of the book.
func (b *Book) place(t *series.Triggers) (*placed, error) {
	p := &placed{ladder: report.TriggerLadder{
		Source: t.File(), Layout: t.Layout.Word(), AsOf: report.Time{Time: t.AsOf}, Rows: len(t.Rows) + t.Never, Never: t.Never,
		LeftOut: report.None(), Coverage: report.None(),
	}}
	gross := 0.0
	for i := range t.Rows {
		gross += math.Abs(t.Rows[i].USD)
		b.placeRow(p, &t.Rows[i])
	}
	if p.ladder.Other == len(t.Rows) && len(t.Rows) > 0 {
		return nil, fault.New(fault.Input, "give rows of "+b.chain.Underlying+", or remove the column symbol", "%s: no row is of %s; the first is of %s", t.Name, b.chain.Underlying, t.Rows[0].Symbol)
	}
	slices.SortStableFunc(p.list, func(a, b Trigger) int { return cmp.Compare(a.Level, b.Level) })
	if t.Layout.Modeled() {
		p.list = b.merge(p.list)
	}
	if t.Total > 0 {
		p.ladder.Coverage = report.Number(gross / t.Total)
	}
	if t.Left > 0 {
		p.ladder.LeftOut = report.Number(t.Left)
	}
	p.judgeAge(t, b.AsOf)
	return p, nil
}

// placeRow adds one row, or counts why not.
func (b *Book) placeRow(p *placed, row *series.Trigger) {
	l := &p.ladder
	if row.Symbol != "" && !ofUnderlying(row.Symbol, b.chain.Underlying) {
		l.Other++
		return
	}
	usd, label := row.USD, row.Label
	below, above := row.Level < b.Spot, row.Level > b.Spot
	switch {
	case row.Side == series.Longs && !below, row.Side == series.Shorts && !above, row.Side == series.Either && !below && !above:
		l.AlreadyFired++
		return
	case !below && !above: // an order at spot, which the cascade leaves out
		l.AlreadyFired++
		p.list = append(p.list, Trigger{Level: row.Level, USD: usd, Label: label})
		return
	case row.Side == series.Longs:
		usd = -usd
	case row.Side == series.Either && below:
		usd, label = -usd, cmp.Or(label, "longs")
	case row.Side == series.Either:
		label = cmp.Or(label, "shorts")
	}
	l.Used++
	if math.Abs(row.Level/b.Spot-1) > b.opt.Range {
		l.Beyond++
	}
	l.USDSell += report.Number(min(usd, 0))
	l.USDBuy += report.Number(max(usd, 0))
	p.list = append(p.list, Trigger{Level: row.Level, USD: usd, Label: label})
}

// ofUnderlying reports whether the symbol of a row, such as BTC-PERP or BTCUSDT, is one of the underlying.
func ofUnderlying(symbol, underlying string) bool {
	name := strings.ToUpper(symbol)
	if i := strings.IndexAny(name, "-_/:"); i > 0 {
		name = name[:i]
	}
	coin, _, _ := strings.Cut(strings.ToUpper(underlying), "_")
	for _, quote := range []string{"", "USDT", "USDC", "USD", "PERP"} {
		if SameSymbol(strings.TrimSuffix(name, quote), coin) {
			return true
		}
	}
	return SameSymbol(symbol, underlying)
}

// merge joins liquidations, ascending by level, that are within one step of the spot ladder of the first of them and on one side
// of spot.
func (b *Book) merge(list []Trigger) []Trigger {
	var out []Trigger
	for i := 0; i < len(list); {
		first, one, weight, n := list[i], list[i], 0.0, i
		sum := 0.0
		for ; n < len(list) && kernel.Log(list[n].Level/first.Level) < step && (list[n].Level < b.Spot) == (first.Level < b.Spot); n++ {
			next := list[n]
			weight += math.Abs(next.USD)
			sum += float64(math.Abs(next.USD) * (next.Level - first.Level))
			if n > i {
				one.USD += next.USD
			}
			if next.Label != one.Label {
				one.Label = ""
			}
		}
		if weight > 0 {
			one.Level = first.Level + sum/weight
		}
		out, i = append(out, one), n
	}
	return out
}

// judgeAge warns of a snapshot that is not of the time of the chain.
func (p *placed) judgeAge(t *series.Triggers, now time.Time) {
	if t.AsOf.IsZero() {
		return
	}
	age, word := now.Sub(t.AsOf).Abs(), "older"
	if t.AsOf.After(now) {
		word = "newer"
	}
	if age <= staleAfter {
		return
	}
	p.warnings = append(p.warnings, chain.Warning{Code: "triggers-stale", Message: fmt.Sprintf(
		"the triggers of %s are of %s, %s %s than the chain: positions have changed since", t.File(), t.AsOf.UTC().Format("2006-01-02 15:04 UTC"), ageWords(age), word)})
}

// ageWords words an age: 3 hours, 12 days.
func ageWords(age time.Duration) string {
	n, unit := int(age.Hours()), "hour"
	if n >= 48 {
		n, unit = n/24, "day"
	}
	if n != 1 {
		unit += "s"
	}
	return fmt.Sprintf("%d %s", n, unit)
}
