package sample

import (
	"bufio"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"gex/internal/market"
)

// everything is after the last trade of a day.
const everything = 24 * 3600

// run makes the trades of all days, and calls each after every day and after the part of a day.
func (t *tape) run(each func(day int)) {
	for day := range len(t.days) + 1 {
		t.eachLive(day, func(s *traded) { s.day(t.untilOf(day), func(int, *volumes) {}) })
		each(day)
	}
}

// untilOf is the end of a day: one beyond the last is the part of a day, which may be none.
func (t *tape) untilOf(day int) int {
	switch {
	case day < len(t.days):
		return everything
	case t.today.IsZero():
		return 0
	}
	return t.until
}

// eachLive calls f with every series that trades on a day.
func (t *tape) eachLive(day int, f func(*traded)) {
	for i := range t.series {
		if s := &t.series[i]; s.from <= day && day <= s.to {
			f(s)
		}
	}
}

// actorColumns are the columns of volumes, in the order of Cboe's files.
func actorColumns() string {
	text := ""
	for _, actor := range []string{"firm", "bd", "cust_lt_100", "cust_100_199", "cust_gt_199", "procust_lt_100", "procust_100_199", "procust_gt_199"} {
		for _, mark := range []string{"open_buy", "close_buy", "open_sell", "close_sell"} {
			text += "," + actor + "_" + mark + "_vol"
		}
	}
	return text + "\n"
}

// writeDays writes the rows of whole days, day after day. Open interest is that of the close before.
func (t *tape) writeDays(w *bufio.Writer) {
	w.WriteString("quote_date,underlying_symbol,option_symbol,expiration_date,strike_price,call_put_flag,series_type,total_exchange_vol,open_interest,mm_buy_vol,mm_sell_vol" + actorColumns())
	var row []byte
	for day, date := range t.days {
		t.eachLive(day, func(s *traded) {
			before := s.interest()
			var v volumes
			s.day(everything, func(_ int, one *volumes) { v.add(one) })
			if v.total == 0 {
				return
			}
			row = append(date.Append(row[:0]), ',', '^')
			row = append(append(row, t.o.Underlying...), ',')
			row = s.append(row)
			row = append(row, ",S,"...)
			row = append(strconv.AppendInt(row, int64(v.total), 10), ',')
			row = strconv.AppendInt(row, int64(before), 10)
			w.Write(v.append(row))
		})
	}
}

// append appends what identifies the series: root, expiration, strike, type.
func (s *traded) append(row []byte) []byte {
	row = append(append(row, s.of.root.Name...), ',')
	row = append(s.of.date.Append(row), ',')
	row = append(appendDecimal(row, s.strike, 3), ',')
	if s.put {
		return append(row, 'P')
	}
	return append(row, 'C')
}

// append appends the volumes of all actors and ends the row.
func (v *volumes) append(row []byte) []byte {
	add := func(n int) { row = strconv.AppendInt(append(row, ','), int64(n), 10) }
	add(v.bought)
	add(v.sold)
	for _, f := range v.of {
		add(f.openBuy)
		add(f.closeBuy)
		add(f.openSell)
		add(f.closeSell)
	}
	return append(row, '\n')
}

// interval is the length of an interval in seconds.
const interval = 600

// writeIntervals writes the rows of the part of a day after the days, by time and then by series: of every series that traded within an
// interval.
func (t *tape) writeIntervals(w *bufio.Writer, increments bool) {
	w.WriteString("trade_datetime,underlying,option_symbol,expiration_date,strike_price,call_or_put,series_type,mm_buy_vol,mm_sell_vol" + actorColumns())
	if t.today.IsZero() {
		return
	}
	for day := range t.days {
		t.eachLive(day, func(s *traded) { s.day(everything, func(int, *volumes) {}) })
	}
	type part struct {
		series *traded
		v      volumes
	}
	intervals := (t.until - sessionOpen + interval - 1) / interval
	parts := make([][]part, intervals)
	t.eachLive(len(t.days), func(s *traded) {
		within := map[int]*volumes{}
		s.day(t.until, func(at int, v *volumes) {
			i := (at - sessionOpen) / interval
			if within[i] == nil {
				within[i] = &volumes{}
			}
			within[i].add(v)
		})
		var sum volumes
		for i := range intervals {
			v := within[i]
			if v == nil {
				continue
			}
			if sum.add(v); increments {
				parts[i] = append(parts[i], part{s, *v})
			} else {
				parts[i] = append(parts[i], part{s, sum})
			}
		}
	})
	var row []byte
	for i, list := range parts {
		end := min(sessionOpen+(i+1)*interval, t.until)
		for _, p := range list {
			row = appendClock(append(t.today.Append(row[:0]), ' '), end)
			row = append(append(append(row, ",^"...), t.o.Underlying...), ',')
			row = p.series.append(row)
			w.Write(p.v.append(append(row, ",S"...)))
		}
	}
}

// appendClock appends seconds after midnight as 15:04:05.
func appendClock(row []byte, seconds int) []byte {
	for k, x := range [...]int{seconds / 3600, seconds / 60 % 60, seconds % 60} {
		if k > 0 {
			row = append(row, ':')
		}
		row = append(row, byte('0'+x/10), byte('0'+x%10))
	}
	return row
}

// writeTruth writes what market makers hold, at AsOf and at the close of the last whole day, of every series that has not settled, ordered as a book is.
func (t *tape) writeTruth(w *bufio.Writer) {
	w.WriteString("root,expiration,strike,type,dealer_qty,at_close,open_interest\n")
	atClose := make(map[*traded]int, len(t.series))
	t.run(func(day int) {
		if day == len(t.days)-1 {
			for i := range t.series {
				atClose[&t.series[i]] = t.series[i].makers
			}
		}
	})
	last := t.days[len(t.days)-1]
	var live []*traded
	for i := range t.series {
		s := &t.series[i]
		gone := !last.Before(s.of.date) || s.of.date == t.today && s.of.root.Settlement == market.AM
		if !gone {
			live = append(live, s)
		}
	}
	slices.SortFunc(live, func(a, b *traded) int { return a.compare(b) })
	var row []byte
	for _, s := range live {
		row = append(s.append(row[:0]), ',')
		row = append(strconv.AppendInt(row, int64(s.makers), 10), ',')
		row = append(strconv.AppendInt(row, int64(atClose[s]), 10), ',')
		w.Write(append(strconv.AppendInt(row, int64(s.interest()), 10), '\n'))
	}
}

// compare orders series by expiration, root, strike, calls before puts.
func (s *traded) compare(o *traded) int {
	side := func(put bool) int {
		if put {
			return 1
		}
		return 0
	}
	return cmp.Or(s.of.date.Compare(o.of.date), strings.Compare(s.of.root.Name, o.of.root.Name), cmp.Compare(s.strike, o.strike), side(s.put)-side(o.put))
}
