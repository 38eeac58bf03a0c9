package inventory

import (
	"math"
	"slices"

	"gex/internal/fault"
	"gex/internal/market"
)

// holding is a position that is being carried.
type holding struct {
	Position
	actors, trades float64 // of Open-Close files, and of classified trades
	squares        float64
	traded         bool // it has classified trades
	lastDate       market.Date
	lastVolume     float64 // traded on it
}

// carrier carries positions from date to date.
type carrier struct {
	Carrying
	held    map[Series]*holding
	clipped bool // by the open interest of the chain
}

// Carry makes the book of a ledger. Errors: no dates, and trading days without a file.
func (l *Ledger) Carry(c Carrying) (*Book, error) {
	days := slices.Clone(l.Days)
	if !c.Through.IsZero() {
		days = slices.DeleteFunc(days, func(d *Day) bool { return c.Through.Before(d.Date) })
	}
	b := &Book{Traded: 0, Industry: 0, UnsignedPart: math.NaN()}
	if err := b.describe(days, c); err != nil {
		return nil, err
	}
	k := &carrier{Carrying: c, held: map[Series]*holding{}}
	for i := 0; i < len(days); {
		n := i
		for n < len(days) && days[n].Date == days[i].Date {
			n++
		}
		if i > 0 {
			k.widen(len(missing(c.venue(), days[i-1].Date, days[i].Date)), days[i-1].Date, days[i:n])
		}
		k.take(days[i].Date, days[i:n])
		i = n
	}
	if !c.Asked.IsZero() {
		k.widen(len(missing(c.venue(), b.Last, c.Asked)), b.Last, nil)
		k.clipByChain()
	}
	b.Positions = k.positions(b.Last, b.Until != "")
	b.addKnown(c)
	for _, p := range b.Positions {
		if p.Clipped {
			b.Clipped++
		}
	}
	return b, nil
}

// venue is where the underlying trades.
func (c *Carrying) venue() *market.Venue { return market.LookupRoot(c.Underlying).Venue }

// describe fills in what a book says of its files.
func (b *Book) describe(days []*Day, c Carrying) error {
	if len(days) == 0 {
		return fault.New(fault.Input, whatIsRead, "the files have no rows that are asked for")
	}
	b.First, b.Last = days[0].Date, days[len(days)-1].Date
	part := (&Ledger{Days: days})
	if _, partly := part.Last(); partly {
		for _, d := range days {
			if d.Date == b.Last {
				b.Until = max(b.Until, d.Until)
			}
		}
	}
	files, unsigned, classified := map[string]bool{}, 0.0, 0.0
	for i, d := range days {
		files[d.SHA256] = true
		for why, n := range d.LeftOut {
			b.LeftOut[why] += n
		}
		b.Traded, b.Industry = b.Traded+d.Traded, b.Industry+d.Industry
		unsigned, classified = unsigned+d.Unsigned, classified+d.Contracts
		b.Aggressor = b.Aggressor || d.Source == Trades
		if d.Exchange != "" && !slices.Contains(b.Exchanges, d.Exchange) {
			b.Exchanges = append(b.Exchanges, d.Exchange)
		}
		if i > 0 {
			if err := refuseFar(days[i-1].Date, d.Date); err != nil {
				return err
			}
			b.Gaps = append(b.Gaps, missing(c.venue(), days[i-1].Date, d.Date)...)
		}
	}
	slices.Sort(b.Exchanges)
	b.Files = len(files)
	if classified > 0 {
		b.UnsignedPart = unsigned / classified
	}
	if !c.Asked.IsZero() {
		if err := refuseFar(b.Last, c.Asked); err != nil {
			return err
		}
		b.Gaps = append(b.Gaps, missing(c.venue(), b.Last, c.Asked)...)
	}
	if !c.Gaps {
		return refuseGaps(b.Gaps)
	}
	return nil
}

// take adds what all files say of a date.
func (k *carrier) take(date market.Date, days []*Day) {
	if !k.Asked.IsZero() && date.Compare(k.InterestOf) >= 0 {
		k.clipByChain()
	}
	for _, d := range days {
		for i := range d.Entries {
			if e := &d.Entries[i]; k.Underlying == "" || e.Series.Underlying == k.Underlying {
				k.add(d, e)
			}
		}
	}
}

// add adds what a file says of a series.
func (k *carrier) add(d *Day, e *Entry) {
	h := k.held[e.Series]
	if h == nil {
		h = &holding{Position: Position{Series: e.Series, First: d.Date, Unknown: k.before(e)}}
		k.held[e.Series] = h
	}
	if h.lastDate != d.Date { // another exchange's file of a date has the same open interest
		if h.Days > 0 {
			h.clip(e.Interest)
		}
		h.Days++
		h.lastDate, h.lastVolume = d.Date, 0
	}
	h.lastVolume += e.Volume
	if d.Source == Trades {
		h.trades, h.squares, h.traded = h.trades+e.Net, h.squares+e.Squares, true
	} else {
		h.actors += e.Net
	}
}

// before is how many contracts of a series there were before its first row: of a file that does not say, at most those that are
// there now.
func (k *carrier) before(e *Entry) float64 {
	if !math.IsNaN(e.Interest) || k.Interest == nil {
		return e.Interest
	}
	if n, ok := k.Interest(e.Series); ok {
		return n
	}
	return math.NaN()
}

// clip bounds the position of an American series by open interest: exercise and assignment, which no file has, only reduce it.
// European series are never exercised before they settle.
func (h *holding) clip(interest float64) {
	if z := h.actors + h.trades; !h.Series.root().European && math.Abs(z) > interest {
		scale := interest / math.Abs(z)
		h.actors, h.trades, h.Clipped = h.actors*scale, h.trades*scale, true
	}
}

// clipByChain does so for all positions with the open interest of the chain, once.
func (k *carrier) clipByChain() {
	if k.clipped || k.Interest == nil {
		return
	}
	k.clipped = true
	for s, h := range k.held {
		if n, ok := k.Interest(s); ok {
			h.clip(n)
		}
	}
}

// widen widens what is unknown by the volume of so many days of which there is no file. It is taken to be the larger of the
// volumes of the day before and the day after: open interest shows only what both sides of all trades left open.
func (k *carrier) widen(days int, before market.Date, after []*Day) {
	if days == 0 {
		return
	}
	next := map[Series]float64{}
	for _, d := range after {
		for i := range d.Entries {
			next[d.Entries[i].Series] += d.Entries[i].Volume
		}
	}
	for s, h := range k.held {
		volume := next[s]
		if h.lastDate == before {
			volume = max(volume, h.lastVolume)
		}
		h.Unknown += float64(days) * volume
	}
}

// positions are those of series that have not settled, in order.
func (k *carrier) positions(last market.Date, part bool) []Position {
	var list []Position
	for s, h := range k.held {
		if settled(s, last, part) || s.Expiration.Before(k.Asked) {
			continue
		}
		p := h.Position
		p.Raw, p.SE = h.actors+h.trades, math.NaN()
		p.Qty = p.Raw
		if h.traded && k.Accuracy > 0 {
			estimate, se := Estimate(h.trades, h.squares, k.Accuracy)
			p.Qty, p.SE = h.actors+estimate, se
		}
		list = append(list, p)
	}
	slices.SortFunc(list, comparePositions)
	return list
}

// comparePositions orders them by expiration, root, strike and type within an underlying.
func comparePositions(a, b Position) int { return a.Series.Compare(b.Series) }

// addKnown puts public positions in the place of what was inferred.
func (b *Book) addKnown(c Carrying) {
	for _, k := range c.Known {
		if c.Underlying != "" && RootOf(c.Underlying, k.Series.Root).Underlying != c.Underlying {
			continue
		}
		if c.Underlying != "" {
			k.Series.Underlying = c.Underlying
		}
		p := Position{Series: k.Series, SE: math.NaN()}
		at, found := slices.BinarySearchFunc(b.Positions, p, comparePositions)
		if !found {
			b.Positions = slices.Insert(b.Positions, at, p)
		}
		now := &b.Positions[at]
		now.Qty, now.Raw, now.SE, now.Unknown, now.Clipped, now.Label = k.Qty, k.Qty, math.NaN(), 0, false, k.Label
	}
}
