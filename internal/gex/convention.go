package gex

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"gex/internal/market"
	"gex/internal/report"
)

// conventions states every assumption behind the numbers in a line that a reader of the
// report can check.
func (b *Book) conventions() report.Conventions {
	return report.Conventions{
		GEXUnit:      b.gexUnit(),
		Sign:         b.signWords(),
		Weight:       b.weightWords(),
		IV:           b.surface.IVAssumption,
		Carry:        b.surface.CarryAssumption,
		Exercise:     b.exerciseWords(),
		Clock:        b.surface.ClockAssumption,
		Wall:         wallWords[b.opt.Wall] + b.binWords(),
		VolRule:      b.opt.ruleWords(),
		Futures:      b.futureWords(),
		ADV:          b.advWords(),
		DayCount:     "ACT/365 in seconds from as_of to the settlement instant of the root, at least one minute",
		Multiplier:   "the file's, else the root's",
		DeltaIn:      string(b.venue().Unit),
		Contract:     b.contractWords(),
		ZeroGamma:    b.flipWords(),
		OpenInterest: "of the previous close, published before the open",
		Filters:      b.filterWords(),
		Map:          b.opt.Map.words(b.chain.Underlying, b.Spot),
	}
}

// flipWords states the range of the profile and the bound of significance
// (docs/theory.md 5).
func (b *Book) flipWords() string {
	return "roots of the repriced profile from " + trim(1-b.opt.Range) + " to " + trim(1+b.opt.Range) + " of spot, where it exceeds " +
		trim(significance) + " of its peak on both sides"
}

// weightWords states what n counts. Volume is an upper bound: contracts opened and
// closed on the day are in it.
func (b *Book) weightWords() string {
	if isColumn(b.opt.Sign) && b.chain.DealerUnknown != nil {
		return "that of the file"
	}
	if isColumn(b.opt.Sign) {
		return "the dealers' own, from the file"
	}
	switch b.opt.Weight {
	case "volume":
		return "volume of the day (upper bound)"
	case "oi+volume":
		return "open interest plus volume of the day (upper bound)"
	}
	if b.alpha > 0 {
		return "open interest + " + strconv.FormatFloat(b.alpha, 'f', -1, 64) + " volume: an upper bound at 1"
	}
	return "open interest"
}

// wallWords states the rules of walls (docs/theory.md 6).
var wallWords = map[string]string{
	"net":   "net: strikes with the largest positive and the most negative net exposure",
	"gross": "gross: strikes with the largest call and the largest put exposure",
	"side":  "side: strikes with the largest call exposure at or above spot and the largest put exposure at or below it",
}

// binWords states the grid on which the strikes of several members are.
func (b *Book) binWords() string {
	if m := b.opt.members; m.several() && m.bin > 0 {
		return fmt.Sprintf("; strikes of all members shared between multiples of %s", trim(m.bin))
	}
	return ""
}

// futureWords states the future that flows are counted in: its multiplier in currency
// per point.
func (b *Book) futureWords() string {
	if b.future.Multiplier == 0 {
		return "none"
	}
	if b.future.Inverse() {
		return fmt.Sprintf("%s, $%g a contract, inverse", b.future.Symbol, b.future.Multiplier)
	}
	// With a price of the future, how many of its points move with one of the
	// underlying.
	words := fmt.Sprintf("%s, %s%g a point", b.future.Symbol, b.moneySign(), b.future.Multiplier)
	if unit := b.venue().Unit; unit == market.Coins {
		words = fmt.Sprintf("%s, contracts of %s", b.future.Symbol, unit.Count(b.future.Multiplier))
	}
	if b.futurePrice > 0 {
		return words + fmt.Sprintf(", %s points for one of %s", strconv.FormatFloat(b.futurePrice/b.Spot, 'g', 6, 64), b.chain.Underlying)
	}
	if b.future.Symbol == b.opt.Map.Symbol && b.opt.Map.slope(b.Spot) != 1 {
		words += fmt.Sprintf(", %s points for one of %s", strconv.FormatFloat(b.opt.Map.slope(b.Spot), 'g', 6, 64), b.chain.Underlying)
	}
	return words
}

// moneySign stands before amounts in words: $, and a code where the currency is another.
func (b *Book) moneySign() string {
	if c := b.venue().Currency; !c.InDollars() {
		return c.Code + " "
	}
	return "$"
}

// advWords states the average daily volume, in currency a day.
func (b *Book) advWords() string {
	if b.opt.ADV == 0 {
		return "not given"
	}
	amount, unit := b.opt.ADV, ""
	of := b.venue().Currency.Magnitudes
	if of[0].Size == 0 {
		of = [2]market.Magnitude{{Size: 1e9, Name: "B"}, {Size: 1e6, Name: "M"}}
	}
	for _, m := range of {
		if amount >= m.Size {
			amount, unit = amount/m.Size, m.Name
			break
		}
	}
	words := fmt.Sprintf("%s%s%s a day", b.moneySign(), strconv.FormatFloat(amount, 'f', -1, 64), unit)
	if b.opt.ADVDate != "" {
		words += " as of " + b.opt.ADVDate
	}
	return words
}

// signWords states the assumed dealer position.
func (b *Book) signWords() string {
	switch b.opt.Sign {
	case "naive":
		return "naive: dealers long calls, short puts (an assumption)"
	case "short":
		return "short: dealers short every option (an assumption)"
	case "long":
		return "long: dealers long every option (an assumption)"
	case "column":
		return "column: " + b.whose()
	}
	if rest := filledBy(b.opt.Sign); rest != "" {
		return "column: " + b.whose() + "; " + rest + " where it has none (an assumption)"
	}
	if strings.Contains(b.opt.Sign, "=") {
		return memberSigns(b.opt.Sign)
	}
	return "weights: dealers hold " + strings.ReplaceAll(b.opt.Sign, ",", " x calls and ") + " x puts (an assumption)"
}

// whose names the dealers of the file's positions, where it says so.
func (b *Book) whose() string {
	for _, n := range b.chain.Notes {
		if n.Code == BookSourceNote {
			return "dealer_qty of the file, " + n.Message
		}
	}
	return "dealer positions from the file's dealer_qty"
}

// filterWords lists the filters on contracts.
func (b *Book) filterWords() string {
	var w []string
	if d := b.opt.DTE; d != nil {
		w = append(w, "dte "+dteWords(d[0], d[1]))
	}
	for _, e := range b.opt.Expiries {
		w = append(w, "expiry "+e.String())
	}
	for _, r := range b.opt.Roots {
		w = append(w, "root "+r)
	}
	for _, x := range b.opt.Exclude {
		w = append(w, "without "+x)
	}
	if len(w) == 0 {
		return "none"
	}
	return strings.Join(w, ", ")
}

// dteWords formats a range of days, both ends included; one that ends beyond any option
// has no end.
func dteWords(from, to int) string {
	switch {
	case from == to:
		return strconv.Itoa(from)
	case to == math.MaxInt32:
		return fmt.Sprintf("%d and more", from)
	}
	return fmt.Sprintf("%d-%d", from, to)
}

// trim formats a number with at most six digits.
func trim(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

// gexUnit names the unit of GEX with the currency of the options.
func (b *Book) gexUnit() string { return report.GEXUnit(b.opt.Unit, b.venue()) }

// root returns what the chain's underlying is.
func (b *Book) root() market.Root { return b.chain.Of() }

// venue returns where the underlying's options trade: its calendar, clock and currency.
func (b *Book) venue() *market.Venue { return b.root().Venue }

// zone returns the time zone of the venue, in which a report gives its times.
func (b *Book) zone() *time.Location { return b.venue().Zone }
