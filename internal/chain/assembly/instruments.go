package assembly

import (
	"fmt"
	"math"
	"slices"

	"gex/internal/chain/cells"
	"gex/internal/chain/model"
	"gex/internal/chain/tables"
	"gex/internal/fault"
	"gex/internal/market"
)

// USListed are the layouts of options that are listed in the United States alone: a symbol is a US stock's there.
var USListed = map[string]bool{
	"cboe-quotedata": true, "cboe-json": true, "cboe-eodquotes": true, "cboe-eodcalcs": true, "deltaneutral": true, "historicaloptiondata": true,
	"nasdaq": true, "nonstd": true, "optionmetrics": true, "optionsdx": true, "orats": true, "polygon": true, "schwab": true, "yfinance": true,
	"tradier": true, "polygon-json": true, "marketdata-json": true, "marketdata-csv": true, "alpaca": true, "alphavantage-json": true,
	"alphavantage-csv": true, "thetadata": true, "thetadata-oi": true, "openbb": true, "yahoo-json": true, "yahoo-page": true,
}

// stockMultiplier is that of ordinary options on US stocks.
const stockMultiplier = 100

// InIndia are the layouts of options that are listed at the National Stock Exchange of India.
var InIndia = map[string]bool{"nse-json": true, "nse-csv": true, "nse-present-json": true, "nse-website": true, "upstox-json": true, "dhan-json": true, "nubra-json": true, "bse-json": true}

// identify says what every underlying is, and refuses those of markets that are not known here.
func (a *Assembler) identify(kept []*Draft) error {
	for _, d := range kept {
		if err := a.identifyOne(d); err != nil {
			return err
		}
	}
	return nil
}

func (a *Assembler) identifyOne(d *Draft) error {
	if d.Root.Name != "" {
		return nil
	}
	price := a.priceOf(d)
	if what, ok := market.Foreign(d.Underlying, price); ok && !a.USListed && !a.multiplied(d) {
		return a.Src.Fail(0, "", fmt.Sprintf("%s is %s, of which the hours, the holidays and the multiplier are not known", d.Underlying, what),
			fault.Setting("multiplier")+" gives the multiplier; the options are then read as those of a US stock, in dollars and settled at 16:00 in New York")
	}
	d.Root = market.LookupRoot(d.Underlying)
	if market.IsForeign(d.Underlying) {
		a.become(d)
	}
	if future, stock, ambiguous := market.Namesake(d.Underlying, price); ambiguous {
		other, err := a.choose(d, future, stock)
		if err != nil {
			return err
		}
		if other {
			d.Root = future
		}
		a.become(d)
		d.noteFuture()
		return nil
	}
	d.noteFuture()
	a.doubtStock(d, price)
	return nil
}

// noteFuture says how options on a future are read: the symbol alone says so, and the file may mean something else.
func (d *Draft) noteFuture() {
	if r := d.Root; r.OffFutures && !r.European && !r.NoCarry {
		d.Note(model.Warn("options-on-futures", fmt.Sprintf("%s is read as options on the future at %s, with a multiplier of %s; they are priced off the future of "+
			"their expiry, and what early exercise is worth is left in", d.Underlying, r.Market(), cells.FormatNumber(r.Multiplier))))
	}
}

// choose decides between a US stock and the future or index of the same symbol: by the layout, by a column of futures, by a
// multiplier, by the price.
func (a *Assembler) choose(d *Draft, other market.Root, stock bool) (isOther bool, err error) {
	own, others := a.multipliers(d, other.Multiplier)
	switch {
	case a.USListed:
		return false, nil
	case a.hasFutures(d):
		return true, nil
	case own != others:
		return others, nil
	case !stock:
		return true, nil
	case d.Named:
		return false, nil
	}
	size := cells.FormatNumber(other.Multiplier)
	return false, a.Src.Fail(0, "", fmt.Sprintf("%s is the symbol of a US stock and of options at %s", d.Underlying, other.Market()),
		fmt.Sprintf("say which: "+fault.Setting("multiplier")+" %d for the stock, "+fault.Setting("multiplier")+" %s for %s at %s", stockMultiplier, size, other.Name, other.Market()))
}

// multipliers reports whether the multiplier asked for, or those of the file, are the stock's or the other instrument's.
func (a *Assembler) multipliers(d *Draft, other float64) (stock, others bool) {
	given := func(m float64) {
		stock, others = stock || m == stockMultiplier, others || m == other
	}
	given(a.Options.Multiplier)
	a.each(d, func(_ *series, m *float64) { given(*m) })
	return stock, others
}

// multiplied reports whether every contract of an underlying has a multiplier.
func (a *Assembler) multiplied(d *Draft) bool {
	all := true
	a.each(d, func(_ *series, m *float64) { all = all && !math.IsNaN(*m) })
	return all
}

// hasFutures reports whether the file gives the price of a future for an expiry of the underlying.
func (a *Assembler) hasFutures(d *Draft) bool {
	return slices.ContainsFunc(a.series, func(s *series) bool { return s.of == d && len(s.futures) > 0 })
}

// each calls f for the multiplier of every contract on an underlying.
func (a *Assembler) each(d *Draft, f func(s *series, multiplier *float64)) {
	column := a.cols.value[tables.Multiplier-tables.Bid]
	for i := range a.cols.n {
		if s := a.series[a.cols.series[i]]; s.of == d {
			f(s, &column[i])
		}
	}
}

// become gives the series of an underlying its root, which is known at last, and the contracts its multiplier. A root with a name
// of its own that no table has, as EW3 on the future ES, is one of the same market.
func (a *Assembler) become(d *Draft) {
	for i := range a.series {
		s := a.series[i]
		if s.of != d {
			continue
		}
		of, ok := d.Root.Named(s.root.Name)
		if ok || s.root.Name == d.Root.Name {
			s.root = of.On(s.date)
			s.date = s.root.Venue.SettlementDate(s.date)
			s.settlement = s.root.SettlementInstant(s.date)
		}
	}
	for i := range a.cols.n {
		s, m := a.series[a.cols.series[i]], &a.cols.value[tables.Multiplier-tables.Bid][i]
		if s.of == d && math.IsNaN(*m) {
			s.root.HasLots = d.Root.HasLots
			a.cols.out[i] = a.multiplier(&s.root, m, a.cols.out[i])
		}
	}
}

// priceOf is the price of an underlying, else the middle of its strikes.
func (a *Assembler) priceOf(d *Draft) float64 {
	if !math.IsNaN(d.Spot) {
		return d.Spot
	}
	var strikes []float64
	for i := range a.cols.n {
		if a.series[a.cols.series[i]].of == d {
			strikes = append(strikes, a.cols.strike[i])
		}
	}
	if len(strikes) == 0 {
		return math.NaN()
	}
	slices.Sort(strikes)
	return strikes[len(strikes)/2]
}

// dearestStock is a price that no US stock with options has had: NVR, the dearest, has stayed below it.
const dearestStock = 15000

// doubtStock warns of a name that is no root of the table and that no US stock can have.
func (a *Assembler) doubtStock(d *Draft, price float64) {
	if d.Root.Listed || a.USListed || a.Options.Multiplier > 0 {
		return
	}
	why := ""
	switch {
	case price > dearestStock:
		why = fmt.Sprintf("at %s, dearer than any US stock with options,", cells.FormatNumber(price))
	case len(d.Underlying) > 5 && onlyLetters(d.Underlying):
		why = "longer than the symbol of a US stock,"
	default:
		return
	}
	d.Note(model.Warn("root-unknown", fmt.Sprintf("%s is not a known root and, %s is taken as a US stock of %d shares a contract ("+fault.Setting("multiplier")+" gives another)",
		d.Underlying, why, stockMultiplier)))
}

func onlyLetters(name string) bool {
	for i := range len(name) {
		if name[i] < 'A' || name[i] > 'Z' {
			return false
		}
	}
	return true
}
