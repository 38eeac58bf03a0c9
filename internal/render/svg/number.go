package svg

import (
	"math"
	"strconv"
	"strings"

	"gex/internal/report"
)

const (
	absent = "–"
	minus  = "−"
)

// fixed prints n with a fixed number of decimals and commas between thousands: −1,234.50.
func fixed(n report.Number, decimals int) string {
	if !n.OK() {
		return absent
	}
	digits := strconv.FormatFloat(math.Abs(float64(n)), 'f', decimals, 64)
	if n < 0 && strings.ContainsAny(digits, "123456789") {
		return minus + report.Grouped(digits)
	}
	return report.Grouped(digits)
}

// signed is fixed with a plus before what is above zero.
func signed(n report.Number, decimals int) string {
	s := fixed(n, decimals)
	if n > 0 && strings.ContainsAny(s, "123456789") {
		return "+" + s
	}
	return s
}

// price prints a price with cents, and with more digits below a dollar.
func price(n report.Number) string {
	if n.OK() && n != 0 && math.Abs(float64(n)) < 1 {
		return fixed(n, 4)
	}
	return fixed(n, 2)
}

// strike prints a strike with the decimals it needs, four at most.
func strike(n report.Number) string {
	digits := strconv.FormatFloat(float64(n), 'f', 4, 64)
	_, decimals, _ := strings.Cut(strings.TrimRight(digits, "0"), ".")
	return fixed(n, len(decimals))
}

// away is how far a price lies from spot: +1.49 %.
func away(n, spot report.Number) string { return signed(100*(n/spot-1), 2) + " %" }

// magnitude is the power of ten that the numbers of a panel are shown in.
type magnitude struct {
	of   float64
	name string // bn, m, k or nothing
}

var magnitudes = []magnitude{{1e9, "bn"}, {1e6, "m"}, {1e3, "k"}, {1, ""}}

// magnitudeOf is the largest that leaves a digit before the point of the largest value.
func magnitudeOf(largest float64) magnitude {
	for _, m := range magnitudes {
		if largest >= 0.9995*m.of {
			return m
		}
	}
	return magnitude{1, ""}
}

// show prints n in the magnitude with three significant digits for a value as large as the largest.
func (m magnitude) show(n report.Number, decimals int) string {
	return signed(n/report.Number(m.of), decimals)
}

// decimals are those that leave three digits of a value.
func (m magnitude) decimals(largest float64) int {
	switch x := largest / m.of; {
	case x >= 99.95:
		return 0
	case x >= 9.995:
		return 1
	}
	return 2
}

// unit is what an exposure is counted in.
type unit struct {
	symbol string // $ or shares
	per    string // the move it answers to
	words  string
}

const (
	dollars = "$"
	shares  = "shares"
)

// gexUnit reads the unit of GEX.
func gexUnit(c report.Conventions) unit {
	switch c.PerMove() {
	case "usd_per_point":
		return unit{dollars, "per point", "US$ of dealer delta per point of spot"}
	case "shares_per_usd":
		return unit{shares, "per $1", "shares of dealer delta per dollar of spot"}
	}
	return unit{dollars, "per 1 %", "US$ of dealer delta per 1 % of spot"}
}

// in names the unit in a magnitude: $ bn per 1 %.
func (u unit) in(m magnitude) string {
	words := []string{u.symbol, m.name, u.per}
	if u.symbol != dollars {
		words[0], words[1] = words[1], words[0]
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// amount prints a quantity in running text with three digits: −$4.21 bn per 1 %.
func (u unit) amount(n report.Number) string {
	if !n.OK() {
		return absent
	}
	size := math.Abs(float64(n))
	m := magnitudeOf(size)
	digits := fixed(report.Number(size/m.of), m.decimals(size))
	sign := ""
	if n < 0 && strings.ContainsAny(digits, "123456789") {
		sign = minus
	}
	if u.symbol == dollars {
		return strings.Join(strings.Fields(sign+dollars+digits+" "+m.name+" "+u.per), " ")
	}
	return strings.Join(strings.Fields(sign+digits+" "+m.name+" "+u.symbol+" "+u.per), " ")
}

// signed is an amount whose side matters, with a plus where it has no minus.
func (u unit) signed(n report.Number) string {
	text := u.amount(n)
	if n > 0 && strings.ContainsAny(text[:strings.IndexByte(text+" ", ' ')], "123456789") {
		return "+" + text
	}
	return text
}

// money is an amount of dollars.
func money(n report.Number) string { return unit{symbol: dollars}.amount(n) }

// largest is the largest |value| that is there.
func largest(values ...report.Number) float64 {
	most := 0.0
	for _, v := range values {
		if v.OK() {
			most = max(most, math.Abs(float64(v)))
		}
	}
	return most
}
