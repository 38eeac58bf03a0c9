package sample

import (
	"strconv"
	"time"
)

// long is the canonical layout: one contract per row, every cell plain. Columns:
// underlying, spot (dollars), quote_time (RFC 3339), root, expiration (2006-01-02),
// strike (dollars), type (C or P), bid, ask, last (dollars), volume, open_interest
// (contracts), iv (fraction a year), delta, gamma (per share), multiplier (shares per
// contract), dealer_qty (left empty: dealer positions are not known).
type long struct {
	exact          bool   // bid, ask and last are the price with all its digits
	prefix, suffix []byte // the cells that all rows of a series share, before the strike and after gamma
}

// longHeader is the first line.
const longHeader = "underlying,spot,quote_time,root,expiration,strike,type,bid,ask,last,volume,open_interest,iv,delta,gamma," +
	"multiplier,dealer_qty\n"

// appendHeader appends the names of the columns.
func (l *long) appendHeader(b []byte, _ *asset) []byte { return append(b, longHeader...) }

// begin prepares the cells that all rows of a series share.
func (l *long) begin(a *asset, s *series) {
	b := append(l.prefix[:0], a.name...)
	b = append(b, ',')
	if l.exact {
		b = appendExact(b, a.truth.FileSpot)
	} else {
		b = appendRounded(b, a.truth.FileSpot, 4)
	}
	b = append(b, ',')
	b = a.truth.AsOf.AppendFormat(b, time.RFC3339)
	b = append(b, ',')
	b = append(b, s.root.Name...)
	b = append(b, ',')
	b = s.date.Append(b)
	l.prefix = append(b, ',')

	b = append(l.suffix[:0], ',')
	b = strconv.AppendFloat(b, s.root.Multiplier, 'f', -1, 64)
	l.suffix = append(b, ",\n"...)
}

// appendRow appends the two rows of a strike.
func (l *long) appendRow(b []byte, r *row) []byte {
	b = l.appendLeg(b, r.strike, 'C', &r.call)
	return l.appendLeg(b, r.strike, 'P', &r.put)
}

// appendLeg appends the row of one contract.
func (l *long) appendLeg(b []byte, strike int64, side byte, x *leg) []byte {
	b = append(b, l.prefix...)
	b = appendDecimal(b, strike, 3)
	b = append(b, ',', side, ',')
	if l.exact {
		b = appendExactPrices(b, x.price)
	} else {
		b = appendPrices(b, x)
	}
	b = strconv.AppendInt(b, x.volume, 10)
	b = append(b, ',')
	b = strconv.AppendInt(b, x.oi, 10)
	b = append(b, ',')
	if l.exact {
		b = appendExact(b, x.vol)
	} else {
		b = appendVol(b, x)
	}
	b = append(b, ',')
	b = appendRounded(b, x.delta, 4)
	b = append(b, ',')
	b = appendRounded(b, x.gamma, 6)
	return append(b, l.suffix...)
}

// appendPrices appends bid, ask and last, each with a comma.
func appendPrices(b []byte, x *leg) []byte {
	for _, cents := range [...]int64{x.bid, x.ask, x.last} {
		b = appendDecimal(b, cents, 2)
		b = append(b, ',')
	}
	return b
}

// appendExactPrices appends the price as bid, ask and last, each with a comma.
func appendExactPrices(b []byte, price float64) []byte {
	for range 3 {
		b = appendExact(b, price)
		b = append(b, ',')
	}
	return b
}

// appendVol appends the volatility, a fraction a year with four decimals, as a vendor
// would: 0 where the price has no time value.
func appendVol(b []byte, x *leg) []byte {
	if x.blind {
		return append(b, '0')
	}
	return appendRounded(b, x.vol, 4)
}
