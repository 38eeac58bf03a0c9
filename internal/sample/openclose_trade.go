package sample

import (
	"math/rand/v2"
)

// Actors of Open-Close files, besides market makers, in the order of their columns: firms, broker-dealers, and customers and professional
// customers by the size of their orders.
const (
	firm = iota
	brokerDealer
	customer     // three sizes
	professional = customer + 3
	nActors      = professional + 3
)

// flow is what an actor bought and sold in a span of time, by whether it opened a position or closed one.
type flow struct{ openBuy, closeBuy, openSell, closeSell int }

// volumes are the contracts of a series in a span of time.
type volumes struct {
	bought, sold int // by market makers
	of           [nActors]flow
	total        int
	buys         bool // of one trade: who came to the market makers bought
}

// add adds another span.
func (v *volumes) add(o *volumes) {
	v.bought, v.sold, v.total = v.bought+o.bought, v.sold+o.sold, v.total+o.total
	for i := range v.of {
		a, b := &v.of[i], &o.of[i]
		a.openBuy, a.closeBuy, a.openSell, a.closeSell = a.openBuy+b.openBuy, a.closeBuy+b.closeBuy, a.openSell+b.openSell, a.closeSell+b.closeSell
	}
}

// traded is a contract as it is traded.
type traded struct {
	of       *series
	strike   int64 // in mils
	put      bool
	from, to int     // days on which it trades, by index; one beyond the last is the part of a day
	busy     float64 // trades a day
	rng      *rand.Rand

	makers       int // what market makers hold
	longs, short [nActors]int
}

// interest is open interest: what all holders are long. Market makers are one account, which is long or short.
func (s *traded) interest() int {
	n := max(s.makers, 0)
	for _, held := range s.longs {
		n += held
	}
	return n
}

// session is when trades take place, in seconds after midnight.
const sessionOpen, sessionClose = 9*3600 + 30*60, 16 * 3600

// day makes the trades of a day, of which take gets each with its time in seconds after midnight. Those after the end have not taken
// place: random numbers are drawn for them all the same, so that a part of a day is the beginning of the whole.
func (s *traded) day(until int, take func(at int, v *volumes)) {
	n := int(s.busy * 10 * s.rng.Float64())
	for range n {
		at := sessionOpen + s.rng.IntN(sessionClose-sessionOpen)
		size, buys, who, other := s.size(), s.rng.IntN(2) == 0, s.rng.IntN(nActors), -1
		if s.rng.IntN(5) == 0 {
			other = s.rng.IntN(nActors)
		}
		closes, otherCloses := s.rng.IntN(3) == 0, s.rng.IntN(3) == 0
		if at >= until {
			continue
		}
		v := volumes{total: size, buys: buys}
		s.deal(&v, sized(who, size), size, buys, closes)
		if other >= 0 {
			s.deal(&v, sized(other, size), size, !buys, otherCloses)
		} else if buys {
			v.sold, s.makers = size, s.makers-size
		} else {
			v.bought, s.makers = size, s.makers+size
		}
		take(at, &v)
	}
}

// size draws the size of a trade: mostly small, and one in thirty a block.
func (s *traded) size() int {
	if s.rng.IntN(30) == 0 {
		return 100 + s.rng.IntN(900)
	}
	return 1 + s.rng.IntN(60)
}

// sized is the column of an actor for an order of a size.
func sized(who, size int) int {
	if who < customer {
		return who
	}
	group := customer
	if who >= professional {
		group = professional
	}
	switch {
	case size < 100:
		return group
	case size < 200:
		return group + 1
	}
	return group + 2
}

// deal books one side of a trade. A position is closed only as far as the actor has it; orders of each size count as an actor.
func (s *traded) deal(v *volumes, who, size int, buys, closes bool) {
	f := &v.of[who]
	switch {
	case buys && closes && s.short[who] >= size:
		f.closeBuy, s.short[who] = f.closeBuy+size, s.short[who]-size
	case buys:
		f.openBuy, s.longs[who] = f.openBuy+size, s.longs[who]+size
	case closes && s.longs[who] >= size:
		f.closeSell, s.longs[who] = f.closeSell+size, s.longs[who]-size
	default:
		f.openSell, s.short[who] = f.openSell+size, s.short[who]+size
	}
}
