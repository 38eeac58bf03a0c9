package sample

import (
	"bufio"
	"cmp"
	"math/rand/v2"
	"slices"
	"strconv"

	"gex/internal/bs"
)

// sale is a trade as time and sales have it.
type sale struct {
	at     int // seconds after midnight
	series *traded
	size   int
	buys   bool // as its price says, which is not always so
}

// firstSales is the first stream of random numbers for quotes and sides of trades, beyond those of the trades themselves.
const firstSales = 1 << 41

// writeSales writes the trades of all days, in the order of their times, with the quotes before them. Who took the other side of market
// makers traded at the ask when buying and at the bid when selling, in a share of trades that is the accuracy, and the other way round in
// the rest. Sizes of quotes are not those of trades.
func (t *tape) writeSales(w *bufio.Writer) error {
	w.WriteString("underlying,time,root,expiration,strike,type,size,price,bid,ask,bid_size,ask_size\n")
	streams := make(map[*traded]*rand.Rand, len(t.series))
	for i := range t.series {
		streams[&t.series[i]] = rand.New(rand.NewPCG(t.o.Seed, firstSales+uint64(i)))
	}
	var row []byte
	for day := range len(t.days) + 1 {
		var sales []sale
		t.eachLive(day, func(s *traded) {
			s.day(t.untilOf(day), func(at int, v *volumes) {
				right := streams[s].Float64() < t.o.Accuracy
				sales = append(sales, sale{at, s, v.total, v.buys == right})
			})
		})
		if len(sales) == 0 {
			continue
		}
		slices.SortStableFunc(sales, func(a, b sale) int { return cmp.Compare(a.at, b.at) })
		quotes, err := t.quotesOf(day, sales, streams)
		if err != nil {
			return err
		}
		date := t.today
		if day < len(t.days) {
			date = t.days[day]
		}
		for _, x := range sales {
			q, rng := quotes[x.series], streams[x.series]
			row = append(append(row[:0], t.o.Underlying...), ',')
			row = appendClock(append(date.Append(row), ' '), x.at)
			row = strconv.AppendInt(append(x.series.append(append(row, ',')), ','), int64(x.size), 10)
			price := q.bid
			if x.buys {
				price = q.ask
			}
			for _, cents := range [...]int64{price, q.bid, q.ask} {
				row = appendDecimal(append(row, ','), cents, 2)
			}
			for range 2 {
				row = strconv.AppendInt(append(row, ','), int64(x.size+1+rng.IntN(200)), 10)
			}
			w.Write(append(row, '\n'))
		}
	}
	return nil
}

// quotesOf quotes the series that are traded on a day, at the spot of the sample and with the time that they have left. A bid is at
// least a tick.
func (t *tape) quotesOf(day int, sales []sale, streams map[*traded]*rand.Rand) (map[*traded]leg, error) {
	date := t.today
	if day < len(t.days) {
		date = t.days[day]
	}
	cuts, quotes := map[*series]*section{}, map[*traded]leg{}
	for _, x := range sales {
		s := x.series
		if _, known := quotes[s]; known {
			continue
		}
		cut := cuts[s.of]
		if cut == nil {
			const year, part = 365, 0.2 // of a day, on the last one
			cut = t.of.truth.section((float64(date.DaysUntil(s.of.date)) + part) / year)
			if err := cut.solve(s.of.strikes); err != nil {
				return nil, err
			}
			cuts[s.of] = cut
		}
		right := bs.Call
		if s.put {
			right = bs.Put
		}
		l := leg{priced: cut.price(right, float64(s.strike)/mil)}
		l.quote(t.of.truth.Spot, t.of.habit.ticks, streams[s])
		if tick := t.of.habit.ticks.low; l.bid < tick {
			l.bid, l.ask = tick, max(l.ask, 2*tick)
		}
		quotes[s] = l
	}
	return quotes, nil
}
