package sample

import "strconv"

// cboe is the layout of Cboe's quotedata.csv: a blank line, name and spot, date and
// quote, the header, then one strike per row with the call on the left and the put on
// the right. Contracts have only their OCC symbols for a name: root, yymmdd, C or P,
// and the strike in mils with eight digits. Prices are dollars with two decimals, IV a
// fraction a year, greeks per share.
type cboe struct {
	date   []byte // Thu Nov 20 2025,
	symbol []byte // SPXW251120
}

// cboeHeader is the fourth line.
const cboeHeader = "Expiration Date," +
	"Calls,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest,Strike," +
	"Puts,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest\n"

// appendHeader appends the lines before the rows: the spot with four decimals, the time
// in New York.
func (c *cboe) appendHeader(b []byte, a *asset) []byte {
	name := a.name
	if name == "SPX" {
		name = "S&P 500 INDEX"
	}
	b = append(b, '\n')
	b = append(b, name...)
	b = append(b, " (sample),Last: "...)
	b = appendRounded(b, a.truth.FileSpot, 4)
	b = append(b, ",Change:  "...)
	b = appendRounded(b, a.truth.FileSpot*(a.rng.Float64()-0.5)/50, 4)
	b = append(b, "\n\"Date: "...)
	b = a.truth.AsOf.AppendFormat(b, "January 2, 2006 at 3:04 PM MST")
	b = append(b, "\",Bid: "...)
	b = appendRounded(b, a.truth.FileSpot*0.9998, 2)
	b = append(b, ",Ask: "...)
	b = appendRounded(b, a.truth.FileSpot*1.0002, 2)
	b = append(b, ",Size: 1*1,Volume: 0\n"...)
	return append(b, cboeHeader...)
}

// begin prepares the date and the start of the symbols of a series.
func (c *cboe) begin(_ *asset, s *series) {
	day := s.date.At(0, 0)
	c.date = day.AppendFormat(c.date[:0], "Mon Jan 02 2006,")
	c.symbol = append(c.symbol[:0], s.root.Name...)
	c.symbol = day.AppendFormat(c.symbol, "060102")
}

// appendRow appends one strike, call and put.
func (c *cboe) appendRow(b []byte, r *row) []byte {
	b = append(b, c.date...)
	b = c.appendLeg(b, r.strike, 'C', &r.call)
	b = append(b, ',')
	b = strconv.AppendFloat(b, float64(r.strike)/mil, 'f', 2, 64)
	b = append(b, ',')
	b = c.appendLeg(b, r.strike, 'P', &r.put)
	return append(b, '\n')
}

// appendLeg appends the cells of one contract.
func (c *cboe) appendLeg(b []byte, strike int64, side byte, x *leg) []byte {
	b = append(b, c.symbol...)
	b = append(b, side)
	b = appendZeroPadded(b, strike, 8)
	for _, cents := range [...]int64{x.last, x.net, x.bid, x.ask} {
		b = append(b, ',')
		b = appendDecimal(b, cents, 2)
	}
	b = append(b, ',')
	b = strconv.AppendInt(b, x.volume, 10)
	b = append(b, ',')
	b = appendVol(b, x)
	b = append(b, ',')
	b = appendRounded(b, x.delta, 4)
	b = append(b, ',')
	b = appendRounded(b, x.gamma, 4)
	b = append(b, ',')
	return strconv.AppendInt(b, x.oi, 10)
}
