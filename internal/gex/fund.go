package gex

import (
	"fmt"

	"gex/internal/market"
	"gex/internal/report"
	"gex/internal/series"
)

// fundsSeen are leveraged funds as the book's trade date sees them.
type fundsSeen struct {
	rows     []report.Fund
	perPct   float64 // κ, currency that those counted trade for each percent of a move, in its direction
	warnings []report.Warning
}

// staleFunds is how many trading days the assets of a fund may be old.
const staleFunds = 5

// funds returns the funds of the options: those on the underlying of the book, or on one that moves with it, trade
//
//	κ = Σ L (L − 1) A (1 − offset)/100
//
// per 1% (docs/theory.md 7.7). The others are listed, and say why they are not counted.
func (b *Book) funds() fundsSeen {
	var seen fundsSeen
	if b.opt.Funds == nil {
		return seen
	}
	late, oldest := 0, market.Date{}
	for _, f := range b.opt.Funds.On(b.TradeDate) {
		row := report.Fund{
			Ticker: f.Ticker, Underlying: report.Text(f.Underlying), Leverage: report.Number(f.Leverage), AUM: report.Number(f.AUM),
			Date: report.Text(f.Date.String()), Offset: report.Number(f.Offset), PerPct: report.Number(f.PerPct()), Creations: report.None(),
		}
		if f.HasCreation {
			row.Creations = report.Number(f.Creations)
		}
		row.Why = report.Text(b.notCounted(&f))
		if row.Counted = row.Why == ""; row.Counted {
			seen.perPct += f.PerPct()
		} else {
			row.PerPct = report.None()
		}
		if row.Counted && !f.Date.IsZero() && b.tradingDays(f.Date, staleFunds+1) > staleFunds {
			late++
			if oldest.IsZero() || f.Date.Before(oldest) {
				oldest = f.Date
			}
		}
		seen.rows = append(seen.rows, row)
	}
	if late > 0 {
		seen.warnings = append(seen.warnings, report.Warning{Code: "funds-stale", Message: fmt.Sprintf(
			"the assets of %s are more than %d trading days older than %s, the earliest of %s", counted(late, "fund"), staleFunds, b.TradeDate, oldest)})
	}
	return seen
}

// addFunds adds the funds of the options to flows, and what they trade to each move of spot, and returns warnings.
func (b *Book) addFunds(f *report.FlowTables) []report.Warning {
	seen := b.funds()
	if seen.rows == nil {
		return nil
	}
	perPct := report.Number(seen.perPct)
	f.Funds, f.FundsPerPct = seen.rows, &perPct
	for i := range f.Spot {
		usd := perPct * f.Spot[i].MovePct
		f.Spot[i].FundsUSD = &usd
	}
	return seen.warnings
}

// notCounted returns why a fund trades nothing in the book's underlying, "" when it does.
func (b *Book) notCounted(f *series.Fund) string {
	switch {
	case f.Volatility():
		return "trades futures on volatility"
	case f.Underlying != "" && !b.movesWith(f.Underlying):
		return "on " + f.Underlying
	case !f.Known:
		return "no assets before " + b.TradeDate.String()
	case f.Leverage == 1 || f.Leverage == 0:
		return fmt.Sprintf("a multiple of %g trades nothing", f.Leverage)
	}
	return ""
}

// movesWith reports whether a symbol is the underlying of the book, or of its family.
func (b *Book) movesWith(symbol string) bool {
	return SameSymbol(symbol, b.chain.Underlying) || placeIn(familyOf(b.chain.Underlying), symbol) >= 0
}

// tradingDays returns how many trading days a date lies before the trade date, at most most.
func (b *Book) tradingDays(d market.Date, most int) int {
	n := 0
	for ; n < most && d.Before(b.TradeDate); n++ {
		d = b.venue().NextTradingDay(d)
	}
	return n
}

// counted words a number of things.
func counted(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}
