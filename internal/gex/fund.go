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

// funds returns the funds of the options as the book's trade date sees them.
func (b *Book) funds() fundsSeen {
	if b.opt.Funds == nil {
		return fundsSeen{}
	}
	return seeFunds(b.opt.Funds, b.TradeDate, b.venue(), b.chain.Underlying)
}

// FundsOf returns leveraged funds as a trade date sees them, and what those on a symbol trade for each percent of a move, in its
// direction. Without a symbol every fund is taken to be on it.
func FundsOf(f *series.Funds, trade market.Date, symbol string) (rows []report.Fund, perPct float64, warnings []report.Warning) {
	seen := seeFunds(f, trade, market.LookupRoot(symbol).Venue, symbol)
	return seen.rows, seen.perPct, seen.warnings
}

// seeFunds returns funds: those on a symbol, or on one that moves with it, trade
//
//	κ = Σ L (L − 1) A (1 − offset)/100
//
// per 1% (docs/theory.md 7.7). The others are listed, and say why they are not counted.
func seeFunds(funds *series.Funds, trade market.Date, venue *market.Venue, symbol string) fundsSeen {
	var seen fundsSeen
	late, oldest := 0, market.Date{}
	for _, f := range funds.On(trade) {
		row := report.Fund{
			Ticker: f.Ticker, Underlying: report.Text(f.Underlying), Leverage: report.Number(f.Leverage), AUM: report.Number(f.AUM),
			Date: report.Text(f.Date.String()), Offset: report.Number(f.Offset), PerPct: report.Number(f.PerPct()), Creations: report.None(),
		}
		if f.HasCreation {
			row.Creations = report.Number(f.Creations)
		}
		row.Why = report.Text(notCounted(&f, trade, symbol))
		if row.Counted = row.Why == ""; row.Counted {
			seen.perPct += f.PerPct()
		} else {
			row.PerPct = report.None()
		}
		if row.Counted && !f.Date.IsZero() && sessionsUntil(venue, f.Date, trade, staleFunds+1) > staleFunds {
			late++
			if oldest.IsZero() || f.Date.Before(oldest) {
				oldest = f.Date
			}
		}
		seen.rows = append(seen.rows, row)
	}
	if late > 0 {
		seen.warnings = append(seen.warnings, report.Warning{Code: "funds-stale", Message: fmt.Sprintf(
			"the assets of %s are more than %d trading days older than %s, the earliest of %s", counted(late, "fund"), staleFunds, trade, oldest)})
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

// notCounted returns why a fund trades nothing in a symbol, "" when it does.
func notCounted(f *series.Fund, trade market.Date, symbol string) string {
	switch {
	case f.Volatility():
		return "trades futures on volatility"
	case f.Underlying != "" && symbol != "" && !moveTogether(f.Underlying, symbol):
		return "on " + f.Underlying
	case !f.Known:
		return "no assets before " + trade.String()
	case f.Leverage == 1 || f.Leverage == 0:
		return fmt.Sprintf("a multiple of %g trades nothing", f.Leverage)
	}
	return ""
}

// moveTogether reports whether a symbol is an underlying, or of its family.
func moveTogether(symbol, underlying string) bool {
	return SameSymbol(symbol, underlying) || placeIn(familyOf(underlying), symbol) >= 0
}

// sessionsUntil returns how many trading days a date lies before the trade date, at most most.
func sessionsUntil(venue *market.Venue, d, trade market.Date, most int) int {
	n := 0
	for ; n < most && d.Before(trade); n++ {
		d = venue.NextTradingDay(d)
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
