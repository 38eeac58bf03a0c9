package phrase

import (
	"cmp"
	"strings"

	"gex/internal/report"
)

// Unit is what an amount is counted in.
type Unit struct {
	Sign  string // of a currency, before the number: $; empty when things are counted
	Thing string // what is counted, after the number: shares
	Per   string // the move that the amount answers to: per 1%; empty when none
	Long  string // in a sentence: US$ of dealer delta per 1% of spot

	scales [2]Scale // of large amounts, the largest first, where they are not thousands, millions and billions
}

// Shares counts units of the underlying.
var Shares = Unit{Thing: "shares"}

// Money is the currency of a report's amounts; ascii spells a sign that ASCII lacks.
func Money(c report.Conventions, ascii bool) Unit {
	currency := c.Currency()
	u := Unit{Sign: currency.Sign}
	if ascii && currency.ASCII != "" {
		u.Sign = currency.ASCII
	}
	for i, m := range currency.Magnitudes {
		u.scales[i] = Scale{Divisor: m.Size, Name: m.Name}
	}
	return u
}

// GEX is the unit that a report counts GEX in.
func GEX(c report.Conventions, ascii bool) Unit {
	money := Money(c, ascii)
	code := strings.TrimSpace(money.Sign)
	if c.Currency().InDollars() {
		code = "US$"
	}
	switch c.PerMove() {
	case "usd_per_point":
		money.Per, money.Long = "per point", code+" of dealer delta per point of spot"
		return money
	case "shares_per_usd":
		things := cmp.Or(c.DeltaIn, Shares.Thing)
		return Unit{Thing: things, Per: "per " + money.Sign + "1", Long: things + " of dealer delta per " + c.Currency().Name + " of spot"}
	}
	money.Per, money.Long = "per 1%", code+" of dealer delta per 1% of spot"
	return money
}

// PerMove is the unit for an amount that answers to another move: per vol pt, per day.
func (u Unit) PerMove(per string) Unit {
	u.Per, u.Long = per, ""
	return u
}

// ScaleFor is ScaleFor in the magnitudes of the unit's currency: crore and lakh of rupees.
func (u Unit) ScaleFor(values ...report.Number) Scale {
	if u.scales[0].Divisor > 0 {
		return scaleAmong(u.scales[:], values)
	}
	return ScaleFor(values...)
}

// In names the unit at a magnitude, for the heading of a column: $B per 1%, M shares.
func (u Unit) In(s Scale) string {
	return join(" ", u.Sign+s.Name, u.Thing, u.Per)
}

// Amount prints an amount in running text with three digits: -$4.21B per 1%.
func (u Unit) Amount(n report.Number) string {
	if !n.OK() {
		return Absent
	}
	return join(" ", u.Size(n), u.Per)
}

// Gain is Amount with an explicit plus: +$4.21B per 1%.
func (u Unit) Gain(n report.Number) string { return plus(n, u.Amount(n)) }

// Size is Amount without the move that it answers to: -$4.21B.
func (u Unit) Size(n report.Number) string {
	if !n.OK() {
		return Absent
	}
	n = report.Number(RoundTo(float64(n), 3))
	s := u.ScaleFor(n)
	s.Decimals = max(0, s.Decimals-1)
	number := s.Fixed(n) + s.Name
	if digits, below := strings.CutPrefix(number, "-"); below {
		number = "-" + u.Sign + digits
	} else {
		number = u.Sign + number
	}
	return join(" ", number, u.Thing)
}

// SizeGain is Size with an explicit plus: +$885M.
func (u Unit) SizeGain(n report.Number) string { return plus(n, u.Size(n)) }

// plus puts its sign before a printed amount above zero.
func plus(n report.Number, text string) string {
	if number, _, _ := strings.Cut(text, " "); n > 0 && !IsZero(number) { // a unit has digits too
		return "+" + text
	}
	return text
}

// join joins the parts that are not empty.
func join(separator string, parts ...string) string {
	kept := make([]string, 0, len(parts))
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, separator)
}
