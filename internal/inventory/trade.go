package inventory

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unique"

	"gex/internal/chain/cells"
	"gex/internal/market"
)

// tradeSeries are the columns of a series in files of trades.
var tradeSeries = seriesNames{"underlying", colTradeRoot, colTradeDate, colTradeK, colTradeType}

// trade reads a row of a file of trades.
func (r *reader) trade(cells [][]byte) error {
	l := r.layout
	if len(cells) != l.width && !l.ragged() {
		return cutShort(len(cells), l.width)
	}
	s, of, adjusted, err := r.tradedSeries(cells)
	if err != nil {
		return err
	}
	when, err := r.moment(cells, colTradeTime, of)
	if err != nil || r.after(when.date) {
		return err
	}
	d := r.day(dayKey{when.date, r.Exchange})
	if !r.wants(s.Underlying) {
		return nil
	}
	size, err := contractsTraded(r.cell(cells, colSize))
	if err != nil {
		return l.inColumn(colSize, err)
	}
	condition, err := r.condition(cells)
	switch {
	case err != nil:
		return err
	case adjusted:
		d.leave(Adjusted)
		return nil
	case s.Expiration.Before(when.date):
		d.leave(Expired)
		return nil
	case condition.canceled:
		d.leave(Canceled)
		return nil
	}
	sign := 0
	if !condition.leg || r.Legs {
		if sign, err = r.signOf(cells, size); err != nil {
			return err
		}
	}
	d.Contracts += size
	d.trade(unique.Make(s), when.seconds, size, sign)
	return nil
}

// trade adds a trade to its series: dealers have the other side of customers.
func (d *dayBuilder) trade(s Name, seconds, size float64, sign int) {
	d.last = max(d.last, seconds)
	at, known := d.index[s]
	if !known {
		at = len(d.Entries)
		d.index[s] = at
		d.Entries = append(d.Entries, Entry{Name: s, Interest: math.NaN()})
	}
	e := &d.Entries[at]
	e.Volume += size
	if sign == 0 {
		d.Unsigned += size
		return
	}
	e.Net -= float64(sign) * size
	e.Squares += float64(size * size)
}

// ragged reports whether rows may have fewer cells than names: quotes of each exchange follow the columns of DataShop's trades.
func (l *layout) ragged() bool { return l.column(colExchanges) >= 0 }

// contractsTraded reads the size of a trade.
func contractsTraded(cell []byte) (float64, error) {
	size, err := contracts(bytes.TrimSpace(cell))
	if err == nil && size == 0 {
		return 0, fmt.Errorf("%s is no size of a trade", quote(cell))
	}
	return size, err
}

// tradedSeries reads the series of a trade, from its columns or from the symbol of the option.
func (r *reader) tradedSeries(row [][]byte) (Series, market.Root, bool, error) {
	if r.layout.column(colTradeRoot) >= 0 && r.layout.column(colTradeK) >= 0 || r.layout.column(colInstrument) < 0 {
		return r.series(row, tradeSeries)
	}
	s, err := r.options.Of(r.cell(row, colInstrument), instrument)
	if err != nil {
		return s, market.Root{}, false, r.layout.inColumn(colInstrument, err)
	}
	of := s.root()
	s.Expiration = of.Venue.SettlementDate(s.Expiration)
	return s, of, of.Adjusted, nil
}

// instrument reads the symbol of an option: O:SPXW251120C06700000, or BTC-28NOV25-90000-C.
func instrument(text string) (Series, error) {
	o, err := cells.ParseOption(text)
	return Series{market.LookupRoot(o.Root).Underlying, o.Root, o.Expiry, o.Strike, letterOf(o.Right)}, err
}

// condition is what matters of the condition of a trade.
type condition struct{ canceled, leg bool }

// condition reads the condition of a trade, as Cboe DataShop numbers it: 40 to 44 are cancellations; spreads, straddles, buy-writes
// and combinations (35 to 38) and the multi-leg trades of 119 to 133 and 136 are legs.
func (r *reader) condition(cells [][]byte) (c condition, err error) {
	for _, name := range []string{colCondition, colCanceledID} {
		cell := bytes.TrimSpace(r.cell(cells, name))
		if len(cell) == 0 {
			continue
		}
		n, err := strconv.Atoi(string(cell))
		if err != nil {
			return c, r.layout.inColumn(name, fmt.Errorf("%s is not the number of a condition", quote(cell)))
		}
		if name == colCanceledID {
			c.canceled = c.canceled || n != 0
			continue
		}
		c.canceled = c.canceled || n >= 40 && n <= 44
		c.leg = n >= 35 && n <= 38 || n >= 119 && n <= 133 || n == 136
	}
	return c, nil
}

// signOf classifies a trade: by who took it, where the file says so and has no quotes, else by the quote before it.
func (r *reader) signOf(cells [][]byte, size float64) (int, error) {
	l := r.layout
	var x [5]float64
	for i, name := range []string{colPrice, colBid, colAsk, colBidSize, colAskSize} {
		x[i] = math.NaN()
		cell := bytes.TrimSpace(r.cell(cells, name))
		if len(cell) == 0 {
			continue
		}
		var err error
		if x[i], err = priceOrSize(cell); err != nil {
			return 0, l.inColumn(name, err)
		}
	}
	if l.ragged() {
		x[3], x[4] = r.sizesAt(cells)
	}
	if cell := bytes.TrimSpace(r.cell(cells, colSide)); l.column(colBid) < 0 {
		return taker(cell, l)
	}
	return Classify(x[0], size, Quote{x[1], x[2], x[3], x[4]}), nil
}

// taker is the side of a column that names it.
func taker(cell []byte, l *layout) (int, error) {
	switch strings.ToLower(string(cell)) {
	case "buy", "b", "1", "+1":
		return 1, nil
	case "sell", "s", "-1":
		return -1, nil
	case "", "0", "unknown", "none", "mid":
		return 0, nil
	}
	return 0, l.inColumn(colSide, fmt.Errorf("%s is neither buy nor sell", quote(cell)))
}

// sizesAt are the sizes of bid and ask at the exchange of a trade of DataShop: behind its columns come exchange, bid_size, bid,
// ask_size and ask of each exchange. NaN where it is not among them.
func (r *reader) sizesAt(cells [][]byte) (bid, ask float64) {
	at := r.layout.column(colExchanges)
	own := bytes.TrimSpace(r.cell(cells, "exchange_id"))
	for i := at + 1; i+4 < len(cells); i += 5 {
		if len(own) == 0 || !bytes.Equal(bytes.TrimSpace(cells[i]), own) {
			continue
		}
		b, errBid := priceOrSize(cells[i+1])
		a, errAsk := priceOrSize(cells[i+3])
		if errBid == nil && errAsk == nil {
			return b, a
		}
	}
	return math.NaN(), math.NaN()
}
