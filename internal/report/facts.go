package report

import (
	"math"
	"time"
)

// Facts are numbers about the whole book that accompany the levels in a row of csv or of a history, so that the row can be
// used on its own. A number that the document does not have is absent.
type Facts struct {
	Spot       Number
	TradeDate  string
	DayMove    Number
	GrossGEX   Number
	Rate       Number
	ATMVol     Number // at-the-money volatility of the expiry nearest to 30 days
	Contracts  Number // selected by the filters
	Used       Number
	CallVolume Number
	PutVolume  Number
	FlowUp     Number // US$ that dealers trade after a 1% rally
	FlowDown   Number // after a 1% drop
	Regime0DTE Regime
	AsOfUTC    Time
	Breakeven  Number // see Totals
	Gap        Number // see Carry
}

// FactsOf returns the facts of a book.
func FactsOf(r *LevelsDocument) Facts {
	f := Facts{
		Spot: r.Spot, TradeDate: r.TradeDate, DayMove: r.DayMove, GrossGEX: r.Totals.GrossGEX,
		Rate: r.Carry.Rate, ATMVol: nearMonth(r.Expiries),
		Contracts: Number(r.Coverage.Contracts), Used: Number(r.Coverage.Used),
		CallVolume: r.Totals.CallVolume, PutVolume: r.Totals.PutVolume,
		FlowUp: flowAfter(r.Moves, 1), FlowDown: flowAfter(r.Moves, -1),
		AsOfUTC: utc(r.AsOf), Breakeven: r.Totals.Breakeven, Gap: r.Carry.Gap,
	}
	if d := r.Levels0DTE; d != nil {
		f.Regime0DTE = d.Regime
	}
	return f
}

// Elsewhere returns the facts with spot and day move converted to the instrument that levels were mapped to.
func (f Facts) Elsewhere(m *Mapped) Facts {
	f.Spot = m.Price
	if m.Ratio.OK() {
		f.DayMove *= m.Ratio
	}
	return f
}

// monthDays is the horizon of ATMVol, in calendar days.
const monthDays = 30

// nearMonth is the at-the-money volatility of the expiry nearest to 30 days that has one; of two equally near, the earlier.
// It can be compared from day to day.
func nearMonth(expiries []Expiry) Number {
	vol, nearest := None(), math.Inf(1)
	for _, e := range expiries {
		if away := math.Abs(float64(e.DTE - monthDays)); e.ATMVol.OK() && e.ATMVol > 0 && away < nearest {
			vol, nearest = e.ATMVol, away
		}
	}
	return vol
}

// flowAfter is the dealers' trade after a move of spot, in US$; absent when the document does not have that move.
func flowAfter(flows []SpotFlow, move Number) Number {
	for _, f := range flows {
		if f.MovePct == move {
			return f.USD
		}
	}
	return None()
}

// utc is an instant in UTC.
func utc(t Time) Time {
	if t.IsZero() {
		return t
	}
	return Time{t.In(time.UTC)}
}
