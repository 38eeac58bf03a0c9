package gex

import (
	"math"
	"slices"
	"time"

	"gex/internal/report"
)

// smileDays are the days to expiry from which on the first expiry is chosen where not every
// smile can be shown, after the next to settle.
var smileDays = []int{7, 30, 90}

// mostSmiles is how many smiles a picture has.
const mostSmiles = 4

// Smiles returns the smiles of the book, in order of settlement: of all expiries, or of the
// next to settle, the first from each of smileDays on, and the next again. Those of a
// combined book are of the underlying whose price it is on.
func Smiles(b *Book) []report.Smile {
	var out []report.Smile
	for _, e := range b.smileExpiries() {
		x, fit := b.chain.Expiries[e.of], b.surface.Expiries[e.of]
		smile := report.Smile{
			Root: x.Root.Name, Expiry: x.Date.String(), Settlement: report.Time{Time: x.Settlement.In(b.zone())}, Bucket: e.bucket.String(), DTE: e.days,
			Years: report.Number(fit.Years), Forward: report.Number(fit.Forward), ATMVol: report.Number(fit.ATMVol),
		}
		for _, q := range b.surface.QuotedSmile(b.chain, e.of) {
			smile.Strikes = append(smile.Strikes, report.SmileStrike{
				Strike: report.Number(q.Strike), Vol: report.Number(q.Vol), Bid: report.Number(q.Bid), Ask: report.Number(q.Ask), Source: q.Source.String(),
			})
		}
		out = append(out, smile)
	}
	return out
}

// smileExpiries are the expiries whose smiles are shown.
func (b *Book) smileExpiries() []expiry {
	all := b.withATMVol()
	if len(all) <= mostSmiles {
		return all
	}
	chosen := []int{0}
	for _, days := range smileDays {
		if i := slices.IndexFunc(all, func(e expiry) bool { return e.days >= days }); i >= 0 && !slices.Contains(chosen, i) {
			chosen = append(chosen, i)
		}
	}
	for i := 1; len(chosen) < mostSmiles; i++ {
		if !slices.Contains(chosen, i) {
			chosen = append(chosen, i)
		}
	}
	slices.Sort(chosen)
	out := make([]expiry, len(chosen))
	for j, i := range chosen {
		out[j] = all[i]
	}
	return out
}

// withATMVol returns the expiries with a volatility at the forward.
func (b *Book) withATMVol() []expiry {
	return slices.DeleteFunc(slices.Clone(b.ofMember(0, b.expiries)), func(e expiry) bool { return !(b.surface.Expiries[e.of].ATMVol > 0) })
}

// forwardTime is how much later than another expiry one has to settle for the volatility
// between them: over less than a week it says which of the days trade, as T counts all.
const forwardTime = 7 * 24 * time.Hour

// TermStructure returns the volatility at the forward of every expiry that has one, in order
// of settlement, with one standard deviation of spot, S σ √T, and the volatility between
// it and an earlier one,
//
//	√((σ² T − σ₀² T₀)/(T − T₀)),    T − T₀ ≥ a week
//
// from the first expiry on; one that settles less than a week after the last such has none
// (docs/theory.md 6.3).
func TermStructure(b *Book) []report.TermPoint {
	all := b.withATMVol()
	out := make([]report.TermPoint, 0, len(all))
	from := -1 // the last expiry that others are measured from
	for i, e := range all {
		x, fit := b.chain.Expiries[e.of], b.surface.Expiries[e.of]
		p := report.TermPoint{
			Root: x.Root.Name, Expiry: x.Date.String(), Settlement: report.Time{Time: x.Settlement.In(b.zone())}, Bucket: e.bucket.String(), DTE: e.days,
			Years: report.Number(fit.Years), Forward: report.Number(fit.Forward), ATMVol: report.Number(fit.ATMVol),
			Move: report.Number(b.Spot * fit.ATMVol * math.Sqrt(fit.Years)), ForwardVol: report.None(), ForwardYears: report.None(),
		}
		switch {
		case from < 0:
			from = i
		case x.Settlement.Sub(out[from].Settlement.Time) >= forwardTime:
			before := out[from]
			p.ForwardYears = before.Years
			if v := (variance(p) - variance(before)) / (p.Years - before.Years); v >= 0 {
				p.ForwardVol = report.Number(math.Sqrt(float64(v)))
			}
			from = i
		}
		out = append(out, p)
	}
	return out
}

// variance returns that of ln spot until an expiry settles, σ² T.
func variance(p report.TermPoint) report.Number {
	return report.Number(float64(p.ATMVol*p.ATMVol) * float64(p.Years))
}
